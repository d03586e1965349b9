import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { StrongRef, Track } from '#lib/api/contract.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { LikedTracks, LONGEST_RECORD } from './liked-tracks.svelte.ts';

const PAGE = 100;

/** So many likes at a server that keeps their order. */
function liking(count: number) {
  const tracks = Array.from(
    { length: count },
    (_, index) => ({ id: index + 1, title: `song ${index + 1}`, atproto_record_uri: `at://${index + 1}` }) as Track,
  );
  const orders: string[][] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (request.method === 'PUT')
        orders.push(((await request.json()) as { items: StrongRef[] }).items.map(({ uri }) => uri));
      const from = Number(searchParams.get('cursor') ?? 0);
      const [next, more] = [String(from + PAGE), from + PAGE < count];
      const page = { tracks: tracks.slice(from, from + PAGE), has_more: more, next_cursor: more ? next : null };
      return new Response(JSON.stringify(pathname.endsWith('/likes') ? { ...page, count } : page), { status: 200 });
    },
  });
  const toasts = new Toasts();
  return { liked: new LikedTracks({ api, toasts, handle: 'ada.test', onread: () => undefined }), orders, toasts };
}

test('LST-09: an order is about all likes, so all are read before it begins', async () => {
  const { liked, orders } = liking(230);
  await liked.refresh();
  expect([liked.feed.tracks.length, liked.count, liked.overflows]).toEqual([100, 230, false]);
  await liked.arrange();
  expect([liked.arranging, liked.arranged.length]).toEqual([true, 230]);
  liked.order.move('230', '1');
  await liked.order.save();
  expect([orders[0]?.length, orders[0]?.slice(0, 2)]).toEqual([230, ['at://230', 'at://1']]);
});

test('LST-19: of more than 500 the first 500 are arranged, and the rest stays behind them', async () => {
  const { liked, orders } = liking(730);
  await liked.refresh();
  expect(liked.overflows).toBe(true);
  while (liked.feed.hasMore) await liked.feed.more();
  await liked.arrange();
  liked.order.move('500', '1');
  await liked.order.save();
  expect([orders[0]?.length, orders[0]?.[0]]).toEqual([LONGEST_RECORD, 'at://500']);
  expect(liked.feed.tracks.slice(498, 502).map(({ id }) => id)).toEqual([498, 499, 501, 502]);
});
