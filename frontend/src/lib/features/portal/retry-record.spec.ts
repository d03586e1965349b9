import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { LOOK_MS } from '#lib/features/pds/look-on.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { retryRecord } from './retry-record.ts';

const stranded = { id: 7, title: 'Rain', publish_state: 'failed', broken_reason: null } as Track;
const as = (publish_state: Track['publish_state']) => ({ ...stranded, publish_state });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Tries it again where the server says of the track what stands here, one after the other; the last again and again. */
async function retried(...states: (Track['publish_state'] | 'refused')[]) {
  const asked: string[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: ({ method, url }) => {
      asked.push(`${method} ${new URL(url).pathname}`);
      const state = states.length > 1 ? states.shift() : states[0];
      if (state === 'refused') return Promise.resolve(new Response('', { status: 503 }));
      const track = as(state);
      return Promise.resolve(Response.json(method === 'POST' ? { success: true, track, restored_uri: '' } : track));
    },
  });
  const toasts = new Toasts();
  const seen: unknown[] = [];
  const leaving = new AbortController();
  const learn = vi.fn();
  const onread = ({ publish_state }: Track): void => void seen.push(publish_state);
  await retryRecord({ api, toasts, learn }, stranded, onread, leaving.signal);
  return { asked, toasts, seen, learn, leaving };
}

test('CON-04: a row that was tried again is followed until its record is written, and no longer', async () => {
  const { asked, seen, toasts, learn } = await retried('pending', 'pending', 'pending', 'published');
  expect(toasts.items[0]?.text).toBe('Rain is on its way to your pds');
  await vi.advanceTimersByTimeAsync(5 * LOOK_MS);
  expect(seen).toEqual(['pending', 'pending', 'pending', 'published']);
  expect([asked.length, learn.mock.calls.length]).toEqual([4, 4]);
});

test('a try that could not begin is said, and the row stays as it is', async () => {
  const { seen, toasts, asked } = await retried('refused', 'failed');
  expect(toasts.items[0]?.kind).toBe('error');
  await vi.advanceTimersByTimeAsync(5 * LOOK_MS);
  expect([seen, asked.length]).toEqual([['failed'], 2]);
});

test('nobody looks any more when the list is left', async () => {
  const { asked, leaving } = await retried('pending');
  leaving.abort();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(5 * LOOK_MS);
  expect(asked).toHaveLength(before);
});
