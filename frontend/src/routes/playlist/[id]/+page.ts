import { invalidate } from '$app/navigation';
import { body } from '#lib/api/client.ts';
import { PlaylistRoom } from '#lib/features/playlist/playlist-room.svelte.ts';
import { pictureLimits } from '#lib/features/upload/picture-limits.ts';
import { ownPlaylists } from '#lib/state/playlists.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, params, depends }) => {
  const { app } = await parent();
  const playlist = await body(app.api.GET('/lists/playlists/{id}', { params: { path: params } }));
  const { api, toasts, queue } = app;
  const playlists = ownPlaylists(app);
  depends(`playlist:${playlist.id}`);
  const room = new PlaylistRoom(
    {
      api,
      toasts,
      playlists,
      onread: (tracks) => queue.learn(tracks),
      again: () => invalidate(`playlist:${playlist.id}`),
    },
    playlist,
  );
  return { room, pictures: pictureLimits(app) };
};
