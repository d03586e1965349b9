import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { SyncState } from '#lib/api/contract.ts';
import { LOOK_MS } from '#lib/features/pds/look-on.ts';
import { albumsOf } from './albums-of.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two pages of one album each; what they say can be changed. */
function shelf(first: SyncState | undefined, second: SyncState | undefined) {
  const states = [first, second];
  const asked: string[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: ({ url }) => {
      const cursor = new URL(url).searchParams.get('cursor');
      asked.push(cursor ?? 'first');
      const at = cursor ? 1 : 0;
      const albums = [{ id: String(at), title: `album ${at}`, sync_state: states[at] }];
      return Promise.resolve(Response.json({ albums, next_cursor: at ? null : 'more', has_more: !at }));
    },
  });
  return { albums: albumsOf(api, 'ada.test'), states, asked };
}

test('CON-10: what is on its way is followed, on whatever page it stands', async () => {
  const { albums, states, asked } = shelf('synced', 'pending');
  await albums.rest();
  expect(albums.onTheWay).toBe(true);
  const end = albums.follow();
  states[1] = 'synced';
  await vi.advanceTimersByTimeAsync(LOOK_MS);
  end();
  expect([albums.onTheWay, albums.items.map(({ sync_state }) => sync_state)]).toEqual([false, ['synced', 'synced']]);
  expect(asked).toEqual(['first', 'more', 'first', 'more']);
});

test('CON-10: what failed may have been tried again elsewhere; no page is read for what is well', async () => {
  const { albums, states, asked } = shelf('failed', undefined);
  await albums.rest();
  states[0] = 'pending';
  await albums.look();
  expect([albums.onTheWay, albums.shown, asked]).toEqual([true, 2, ['first', 'more', 'first']]);
  states[0] = 'synced';
  await albums.look();
  await albums.look();
  expect([albums.onTheWay, asked.length]).toEqual([false, 4]);
});
