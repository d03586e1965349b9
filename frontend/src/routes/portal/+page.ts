import { albumsOf } from '#lib/features/albums/albums-of.ts';
import { PlaylistShelf } from '#lib/features/library/playlist-shelf.svelte.ts';
import { AccountSync } from '#lib/features/portal/account-sync.svelte.ts';
import { migrationOf } from '#lib/features/portal/migration.svelte.ts';
import { OwnTracks } from '#lib/features/portal/own-tracks.svelte.ts';
import { PortalRoom } from '#lib/features/portal/portal-room.svelte.ts';
import { OwnProfile } from '#lib/features/profile/own-profile.svelte.ts';
import { artist } from '#lib/features/profile/doors.ts';
import { imageLimits } from '#lib/features/upload/files.rules.ts';
import { Suggestions } from '#lib/features/upload/suggestions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  const me = await artist(app, url);
  const own = new OwnTracks({
    api: app.api,
    toasts: app.toasts,
    onchange: (track) => {
      app.queue.learn([track]);
      void app.latest.refresh();
    },
    onremove: (trackId) => app.latest.drop(trackId),
  });
  const profile = new OwnProfile(app);
  void own.refresh();
  void profile.read();
  const [config, uploads] = await Promise.all([app.config(), app.uploads()]);
  const room = new PortalRoom({
    me,
    own,
    profile,
    sync: new AccountSync(app),
    albums: albumsOf(app.api, me.handle),
    playlists: new PlaylistShelf(app),
    uploads,
    image: imageLimits(config),
    suggestions: new Suggestions(app),
    migration: config.old_namespace ? migrationOf(me.did, app) : null,
  });
  return { room };
};
