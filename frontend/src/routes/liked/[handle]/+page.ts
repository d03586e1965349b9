import { redirect } from '@sveltejs/kit';
import { likesOfUser } from '#lib/features/liked/likes-of-user.ts';
import { paths } from '#lib/paths.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const likes = await likesOfUser(app, params.handle);
  // a former handle leads to the present one
  if (likes.user.handle !== params.handle) redirect(307, paths.liked(likes.user.handle));
  return likes;
};
