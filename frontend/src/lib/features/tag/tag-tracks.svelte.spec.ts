import { expect, test } from 'vitest';
import type { TagPage } from '#lib/api/contract.ts';
import { aTrack } from '#lib/player/sample-track.ts';
import { TagTracks } from './tag-tracks.svelte.ts';

const page = (ids: number[], next_cursor: string | null = null): TagPage => ({
  tag: { name: 'tape', track_count: 3, created_by_handle: 'marit.example' },
  tracks: ids.map((id) => aTrack(id)),
  next_cursor,
  has_more: next_cursor !== null,
});

test('a tag says what it is with its first tracks, and goes on', async () => {
  const tag = new TagTracks((cursor) => Promise.resolve(cursor ? page([1]) : page([3, 2], 'c')));
  await tag.begin();
  expect(tag.detail?.track_count).toBe(3);
  await tag.feed.more();
  expect(tag.feed.tracks.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('UX-10: on the way back nothing is waited for, and what was read stands', async () => {
  let answer: Promise<TagPage> = Promise.resolve(page([3, 2], 'c'));
  const tag = new TagTracks((cursor) => (cursor ? Promise.resolve(page([1])) : answer));
  await tag.begin();
  await tag.feed.more();
  answer = new Promise(() => undefined);
  await tag.begin();
  expect(tag.feed.tracks.map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('an unknown tag is said to the page', async () => {
  const tag = new TagTracks(() => Promise.reject(new Error('tag not found')));
  await expect(tag.begin()).rejects.toThrow('tag not found');
});
