import { redirect } from '@sveltejs/kit';
import { body } from '#lib/api/client.ts';
import { artistRoom } from '#lib/features/artist/artist-room.ts';
import { paths } from '#lib/paths.ts';
import type { PageLoad } from './$types';

/** The artist is waited for; figures, records and tracks come when they come. */
export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const artist = await body(app.api.GET('/artists/by-handle/{handle}', { params: { path: params } }));
  // a former handle leads to the present one
  if (artist.handle !== params.handle) redirect(307, paths.artist(artist.handle));
  return { artist, room: artistRoom(app, artist) };
};
