import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { LikersPage, Track } from '#lib/api/contract.ts';
import { CommentThread } from '#lib/features/comments/comment-thread.svelte.ts';
import { Answer } from '#lib/state/answer.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { TrackRoom } from './track-room.svelte.ts';

const track = (publish_state: Track['publish_state']) => ({ id: 7, title: 'Rain', publish_state }) as Track;

/** The server says `next` of the track from now on. */
function roomOf(now: Track, next: Track): TrackRoom {
  const api = createApi({
    baseUrl: '/api',
    fetch: ({ method }) => Promise.resolve(Response.json(method === 'POST' ? { track: next } : next)),
  });
  const toasts = new Toasts();
  const likers = new Answer<LikersPage>(() => Promise.reject(new Error('nobody asks')));
  const thread = new CommentThread(now.id, { api, toasts, session: { me: null } });
  return new TrackRoom({ api, toasts, thread, likers, album: null, fromMs: 30_000 }, now);
}

test.each([
  ['published', false, false],
  ['pending', true, false],
  ['failed', true, true],
] as const)('a track that is %s', (state, unsettled, stranded) => {
  const room = roomOf(track(state), track(state));
  expect([room.unsettled, room.stranded]).toEqual([unsettled, stranded]);
});

test('CON-04: another try shows the track as it stands since', async () => {
  const room = roomOf(track('failed'), track('pending'));
  await room.pds.retry();
  expect([room.track.publish_state, room.stranded]).toEqual(['pending', false]);
});
