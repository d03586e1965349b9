import { redirect } from '@sveltejs/kit';
import { body } from '#lib/api/client.ts';
import { AlbumRoom } from '#lib/features/album/album-room.svelte.ts';
import { pictureLimits } from '#lib/features/upload/picture-limits.ts';
import { paths } from '#lib/paths.ts';
import { answerTo } from '#lib/state/answer.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const askedAtMs = performance.now();
  const album = await body(app.api.GET('/albums/{handle}/{slug}', { params: { path: params } }));
  const { artist_handle, slug } = album.metadata;
  // a former handle or slug leads to the present one
  if (artist_handle !== params.handle || slug !== params.slug) redirect(307, paths.album(album.metadata));
  app.learn(album.tracks, askedAtMs);
  const others = answerTo(async () => {
    const params = { path: { handle: artist_handle }, query: { limit: 12 } };
    const { albums } = await body(app.api.GET('/albums/{handle}', { params }));
    return albums.filter((other) => other.slug !== slug && other.track_count > 0);
  });
  const room = new AlbumRoom(
    {
      api: app.api,
      toasts: app.toasts,
      onread: app.learn,
      onchange: () => void app.latest.refresh(),
    },
    album,
  );
  return { room, others, pictures: pictureLimits(app) };
};
