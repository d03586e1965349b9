import { error } from '@sveltejs/kit';
import { body } from '#lib/api/client.ts';
import { CommentThread } from '#lib/features/comments/comment-thread.svelte.ts';
import { TrackRoom } from '#lib/features/track/track-room.svelte.ts';
import { answerTo } from '#lib/state/answer.svelte.ts';
import { linkedMoment } from '#lib/util/clock.ts';
import type { PageLoad } from './$types';

/** The track itself is waited for; what stands around it comes when it comes. */
export const load: PageLoad = async ({ parent, params, url }) => {
  const { app } = await parent();
  if (!/^\d+$/.test(params.id)) error(404, 'track not found');
  const path = { id: Number(params.id) };
  const askedAtMs = performance.now();
  const track = await body(app.api.GET('/tracks/{id}', { params: { path } }));
  app.learn([track], askedAtMs);
  app.waveforms.want(track);
  const thread = new CommentThread(track.id, app);
  void thread.read();
  const album = track.album && { handle: track.artist_handle, slug: track.album.slug };
  const { api, toasts } = app;
  const around = {
    thread,
    fromMs: linkedMoment(url.searchParams.get('t')),
    likers: answerTo(() => body(app.api.GET('/tracks/{id}/likes', { params: { path, query: { limit: 5 } } }))),
    album: album && answerTo(() => body(app.api.GET('/albums/{handle}/{slug}', { params: { path: album } }))),
  };
  return { room: new TrackRoom({ api, toasts, ...around }, track) };
};
