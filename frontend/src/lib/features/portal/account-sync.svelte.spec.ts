import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { AccountSync } from './account-sync.svelte.ts';

const write = (id: number, state: string) => ({ id, state, waiting: null, op: 'put', collection: 'fm.plyr.like' });

function made(pages: object[][], retry: () => Response = () => new Response('{"retried":1}')) {
  const sent: unknown[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      if (request.method === 'GET')
        return new Response(JSON.stringify({ items: pages.shift() ?? [], has_more: false, next_cursor: null }));
      sent.push(await request.json());
      return retry();
    },
  });
  const toasts = new Toasts();
  return { sync: new AccountSync({ api, toasts }), toasts, sent };
}

test('CON-10: says what is under way, and what failed', async () => {
  const { sync } = made([[write(1, 'failed'), write(2, 'sending')], []]);
  await sync.read();
  expect([sync.underWay, sync.failed.map(({ id }) => id)]).toEqual([true, [1]]);
  await sync.read();
  expect([sync.known, sync.underWay, sync.writes]).toEqual([true, false, []]);
});

test('tries one again, or all, and looks what became of it', async () => {
  const first = write(1, 'failed');
  const { sync, sent, toasts } = made([[first], [write(1, 'pending')], []]);
  await sync.read();
  await sync.pds.retry([first.id]);
  expect(sent).toEqual([{ ids: [1] }]);
  expect([sync.failed, sync.underWay]).toEqual([[], true]);
  await sync.pds.retry();
  expect(sent).toEqual([{ ids: [1] }, {}]);
  expect(toasts.items[0]?.text).toBe('1 change on the way to your pds');
});

test('what cannot be started is said, and stays', async () => {
  const { sync, toasts } = made([[write(1, 'failed')], [write(1, 'failed')]], () => new Response('', { status: 503 }));
  await sync.read();
  await sync.pds.retry();
  expect(toasts.items[0]).toMatchObject({ kind: 'error' });
  expect([sync.failed.length, sync.pds.retrying]).toEqual([1, false]);
});
