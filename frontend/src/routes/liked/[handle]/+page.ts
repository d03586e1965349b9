import { redirect } from '@sveltejs/kit';
import { LikedBy } from '#lib/features/liked/liked-by.svelte.ts';
import { pageOfLikes } from '#lib/features/liked/likes-of-user.ts';
import { paths } from '#lib/paths.ts';
import { Recent } from '#lib/state/recent.ts';
import type { PageLoad } from './$types';

const PAGE = 50;
const recent = new Recent<LikedBy>();

export const load: PageLoad = async ({ parent, params: { handle } }) => {
  const { app } = await parent();
  const liked = recent.of(
    `${app.session.me?.did} ${handle}`,
    () => new LikedBy((cursor) => pageOfLikes(app, handle, { cursor, limit: PAGE }), app.learn),
  );
  const { user, count } = await liked.begin();
  // a former handle leads to the present one
  if (user.handle !== handle) redirect(307, paths.liked(user.handle));
  return { user, count, feed: liked.feed };
};
