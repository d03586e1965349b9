import { ownLikes } from '#lib/features/liked/own-likes.ts';
import { signedIn } from '#lib/features/profile/doors.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  const me = await signedIn(app, url);
  return { me, liked: ownLikes(app, me) };
};
