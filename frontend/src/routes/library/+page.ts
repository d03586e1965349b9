import { ownLikes } from '#lib/features/liked/own-likes.ts';
import type { PageLoad } from './$types';

/** A guest has no room here yet, and is invited. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  const me = await app.session.known();
  return { room: me && { me, liked: ownLikes(app, me) } };
};
