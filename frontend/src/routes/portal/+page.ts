import { albumsOf } from '#lib/features/albums/albums-of.ts';
import { AccountSync } from '#lib/features/portal/account-sync.svelte.ts';
import { OwnTracks } from '#lib/features/portal/own-tracks.svelte.ts';
import { artist } from '#lib/features/profile/doors.ts';
import { imageLimits } from '#lib/features/upload/files.rules.ts';
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
  void own.refresh();
  const sync = new AccountSync(app);
  void sync.read();
  const [config, uploads] = await Promise.all([app.config(), app.uploads()]);
  return {
    me,
    own,
    sync,
    albums: albumsOf(app.api, me.handle),
    uploads,
    image: imageLimits(config),
    migrates: Boolean(config.old_namespace),
  };
};
