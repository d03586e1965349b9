import { albumsOf } from '#lib/features/albums/albums-of.ts';
import { artist } from '#lib/features/profile/doors.ts';
import { albumDeskOf, deskOf } from '#lib/features/upload/desks.ts';
import { Suggestions } from '#lib/features/upload/suggestions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  const me = await artist(app, url);
  const [config, uploads] = await Promise.all([app.config(), app.uploads()]);
  // UP-20: what an earlier page sent; without an answer it is asked for on the next visit
  uploads.findRunning().catch(() => undefined);
  const albums = albumsOf(app.api, me.handle);
  // any of them may be the one that is meant
  void albums.rest();
  const { api, kept, toasts } = app;
  return {
    uploads,
    albums,
    suggestions: new Suggestions(app),
    desk: deskOf(uploads, { config, kept, did: me.did }),
    albumDesk: albumDeskOf(uploads, {
      api,
      config,
      kept,
      toasts,
      did: me.did,
      onpublished: () => void app.latest.refresh(),
    }),
  };
};
