import { beforeEach, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { OrderedItem, Track } from '#lib/api/contract.ts';
import { KEPT_LIKES, Likes } from '#lib/state/likes.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { keptIn } from '#lib/util/kept.ts';
import { LikedTracks, LONGEST_RECORD } from './liked-tracks.svelte.ts';

const PAGE = 100;

/** So many likes at a server that keeps their order. */
function liking(count: number, refusing = false) {
  const tracks = Array.from(
    { length: count },
    (_, index) =>
      ({
        id: index + 1,
        title: `song ${index + 1}`,
        is_liked: true,
        like_count: 1,
        atproto_record_uri: `at://${index + 1}`,
        atproto_record_cid: 'bafy',
      }) as Track,
  );
  const orders: string[][] = [];
  const sent: string[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (request.method !== 'GET') sent.push(`${request.method} ${pathname}`);
      if (pathname.endsWith('/like') && refusing) return new Response('{}', { status: 503 });
      if (request.method === 'PUT')
        orders.push(((await request.json()) as { items: OrderedItem[] }).items.map(({ uri = '' }) => uri));
      const from = Number(searchParams.get('cursor') ?? 0);
      const [next, more] = [String(from + PAGE), from + PAGE < count];
      const page = {
        sync_state: 'failed',
        tracks: tracks.slice(from, from + PAGE),
        has_more: more,
        next_cursor: more ? next : null,
      };
      return new Response(JSON.stringify(pathname.endsWith('/likes') ? { ...page, count } : page), { status: 200 });
    },
  });
  const toasts = new Toasts();
  const likes = new Likes({ api, toasts, maySave: () => true, signInLink: () => '/login' });
  const liked = new LikedTracks({ api, toasts, likes, kept, handle: 'ada.test', onread: () => undefined });
  liked.follow();
  return { liked, likes, tracks, orders, sent, toasts };
}
const kept = keptIn(() => sessionStorage);
const ids = (liked: LikedTracks) => liked.feed.tracks.map(({ id }) => id);

beforeEach(() => sessionStorage.clear());

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

test('LIKE-07, LST-18: what is unliked goes at once, and an order waits until the server knows', async () => {
  const { liked, likes, tracks, orders, sent } = liking(4);
  await liked.refresh();
  await liked.arrange();
  likes.toggle(tracks[1]!);
  expect([ids(liked), liked.count]).toEqual([[1, 3, 4], 3]);
  liked.order.move('4', '1');
  await liked.order.save();
  expect(sent).toEqual(['DELETE /tracks/2/like', 'PUT /lists/liked/reorder']);
  expect(orders).toEqual([['at://4', 'at://1', 'at://3']]);
});

test('LIKE-07: what is liked elsewhere on the page comes on top, and goes again when that is refused', async () => {
  const { liked, likes } = liking(2, true);
  await liked.refresh();
  const another = { id: 9, title: 'song 9', is_liked: false, like_count: 0, atproto_record_cid: 'bafy' } as Track;
  likes.toggle(another);
  expect([ids(liked), liked.count]).toEqual([[9, 1, 2], 3]);
  await likes.settled();
  expect([ids(liked), liked.count]).toEqual([[1, 2], 2]);
});

test('LIKE-07: what could not be unliked stands again where it was', async () => {
  const { liked, likes, tracks } = liking(4, true);
  await liked.refresh();
  likes.toggle(tracks[1]!);
  likes.toggle(tracks[2]!);
  expect([ids(liked), liked.count]).toEqual([[1, 4], 2]);
  await likes.settled();
  expect([ids(liked), liked.count]).toEqual([[1, 2, 3, 4], 4]);
});

test('LIKE-07: nor does a second thought, before the refusal, leave it on top', async () => {
  const { liked, likes, tracks } = liking(3, true);
  await liked.refresh();
  likes.toggle(tracks[2]!);
  likes.toggle(tracks[2]!);
  expect(ids(liked)).toEqual([3, 1, 2]);
  await likes.settled();
  expect([ids(liked), liked.count]).toEqual([[1, 2, 3], 3]);
});

test('UX-02: the first of them are kept for the next visit, as they stand', async () => {
  const { liked, likes, tracks } = liking(3);
  await liked.refresh();
  likes.toggle(tracks[0]!);
  expect(ids(liking(3).liked)).toEqual([2, 3]);
  expect(kept.get(KEPT_LIKES)).not.toBeNull();
});

test('CON-10: how the list stands is read with it; a like is on its way into it once the server has it', async () => {
  const { liked, likes, tracks } = liking(3);
  await liked.refresh();
  expect(liked.standing).toBe('failed');
  likes.toggle(tracks[0] as Track);
  expect(liked.standing).toBe('failed');
  await likes.settled();
  expect(liked.standing).toBe('pending');
  await liked.pds.retry();
  expect(liked.standing).toBe('failed');
  expect(ids(liked)).toEqual([2, 3]);
});

test('CON-10: a new order is on its way', async () => {
  const { liked } = liking(3);
  await liked.refresh();
  liked.order.move('3', '1');
  await liked.order.save();
  expect(liked.standing).toBe('pending');
});
