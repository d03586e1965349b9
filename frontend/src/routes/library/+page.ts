import { albumsOf } from '#lib/features/albums/albums-of.ts';
import { PlaylistShelf } from '#lib/features/library/playlist-shelf.svelte.ts';
import { ownLikes } from '#lib/features/liked/own-likes.ts';
import type { PageLoad } from './$types';

/** A guest has no room here yet, and is invited. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  const me = await app.session.known();
  if (!me) return { room: null };
  return {
    room: {
      me,
      liked: ownLikes(app, me),
      playlists: new PlaylistShelf(app),
      albums: me.has_artist_profile ? albumsOf(app.api, me.handle) : null,
    },
  };
};
