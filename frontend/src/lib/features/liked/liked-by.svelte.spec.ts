import { expect, test } from 'vitest';
import type { LikesOfUser } from '#lib/api/contract.ts';
import { aTrack } from '#lib/player/sample-track.ts';
import { LikedBy } from './liked-by.svelte.ts';

const user = { did: 'did:plc:ada', handle: 'ada.test', display_name: 'Ada', avatar_url: null };
const page = (ids: number[], next_cursor: string | null = null): LikesOfUser => ({
  user,
  count: 3,
  tracks: ids.map((id) => aTrack(id)),
  next_cursor,
  has_more: next_cursor !== null,
});

test('LIKE-04: the first page says whose likes they are', async () => {
  const liked = new LikedBy(() => Promise.resolve(page([3, 2], 'c')));
  expect((await liked.begin()).user.handle).toBe('ada.test');
});

test('UX-10: on the way back nothing is waited for, and what was read stands', async () => {
  let answer: Promise<LikesOfUser> = Promise.resolve(page([3, 2], 'c'));
  const liked = new LikedBy((cursor) => (cursor ? Promise.resolve(page([1])) : answer));
  await liked.begin();
  await liked.feed.more();
  answer = new Promise(() => undefined);
  expect((await liked.begin()).count).toBe(3);
  expect(liked.feed.tracks.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('that nobody is called so is said to the page', async () => {
  const liked = new LikedBy(() => Promise.reject(new Error('nobody')));
  await expect(liked.begin()).rejects.toThrow('nobody');
});
