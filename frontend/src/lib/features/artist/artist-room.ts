import { body } from '#lib/api/client.ts';
import type { Artist } from '#lib/api/contract.ts';
import { albumsOf } from '#lib/features/albums/albums-of.ts';
import { pageOfLikes } from '#lib/features/liked/likes-of-user.ts';
import { answerTo } from '#lib/state/answer.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { Recent } from '#lib/state/recent.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';

type Room = ReturnType<typeof newRoom>;

const recent = new Recent<{ room: Room; left: boolean }>();

/** What stands on the page of an artist: on the way back as it was left, and read anew behind that. */
export function artistRoom(app: App, { did, handle, show_liked_on_profile }: Artist): Room {
  const known = recent.of(`${app.session.me?.did} ${handle} ${show_liked_on_profile}`, () => ({
    room: newRoom(app, { did, handle, show_liked_on_profile }),
    left: false,
  }));
  if (known.left) readAnew(known.room);
  known.left = true;
  return known.room;
}

type Named = Pick<Artist, 'did' | 'handle' | 'show_liked_on_profile'>;

function newRoom(app: App, { did, handle, show_liked_on_profile }: Named) {
  const path = { did };
  const tracks = new TrackFeed({
    page: (cursor) => body(app.api.GET('/tracks', { params: { query: { artist_did: did, cursor, limit: 30 } } })),
    onread: app.learn,
  });
  void tracks.refresh();
  return {
    tracks,
    analytics: answerTo(() => body(app.api.GET('/artists/{did}/analytics', { params: { path } }))),
    albums: albumsOf(app.api, handle),
    playlists: answerTo(() => body(app.api.GET('/lists/playlists/by-artist/{did}', { params: { path } }))),
    // LIKE-05
    liked: show_liked_on_profile ? answerTo(() => pageOfLikes(app, handle, { limit: 5 })) : null,
  };
}

function readAnew({ tracks, analytics, albums, playlists, liked }: Room): void {
  void Promise.all([tracks.refresh(), analytics.read(), albums.refresh(), playlists.read(), liked?.read()]);
}
