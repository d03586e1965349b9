import { redirect } from '@sveltejs/kit';
import { body } from '#lib/api/client.ts';
import { albumsOf } from '#lib/features/albums/albums-of.ts';
import { pageOfLikes } from '#lib/features/liked/likes-of-user.ts';
import { paths } from '#lib/paths.ts';
import { answerTo } from '#lib/state/answer.svelte.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';
import type { PageLoad } from './$types';

/** The artist is waited for; figures, records and tracks come when they come. */
export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const artist = await body(app.api.GET('/artists/by-handle/{handle}', { params: { path: params } }));
  // a former handle leads to the present one
  if (artist.handle !== params.handle) redirect(307, paths.artist(artist.handle));
  const path = { did: artist.did };
  const tracks = new TrackFeed({
    page: (cursor) =>
      body(app.api.GET('/tracks', { params: { query: { artist_did: artist.did, cursor, limit: 30 } } })),
    onread: app.learn,
  });
  void tracks.refresh();
  return {
    artist,
    tracks,
    analytics: answerTo(() => body(app.api.GET('/artists/{did}/analytics', { params: { path } }))),
    albums: albumsOf(app.api, artist.handle),
    playlists: answerTo(() => body(app.api.GET('/lists/playlists/by-artist/{did}', { params: { path } }))),
    // LIKE-05
    liked: artist.show_liked_on_profile ? answerTo(() => pageOfLikes(app, artist.handle, { limit: 5 })) : null,
  };
};
