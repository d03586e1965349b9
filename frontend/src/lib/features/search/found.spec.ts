import { expect, test, vi } from 'vitest';
import type { Found } from '#lib/api/contract.ts';
import { grouped, lineOf } from './found.ts';

vi.mock('$app/paths', () => ({
  resolve: (route: string, parts: Record<string, string> = {}) =>
    route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => parts[name] ?? ''),
}));

const track: Found = {
  type: 'track',
  relevance: 0.8,
  id: 7,
  title: 'Late Again',
  artist_handle: 'dj.test',
  artist_display_name: 'DJ Parallel Parking',
  image_url: null,
};
const artist: Found = {
  type: 'artist',
  relevance: 0.7,
  did: 'did:plc:late',
  handle: 'late.test',
  display_name: 'The Late Ferries',
  avatar_url: '/face.jpg',
};
const album: Found = {
  type: 'album',
  relevance: 0.7,
  id: 'a',
  title: 'The Last Boat',
  slug: 'the-last-boat',
  artist_handle: 'late.test',
  artist_display_name: 'The Late Ferries',
  image_url: '/boat.jpg',
};
const tag: Found = { type: 'tag', relevance: 0.9, id: 3, name: 'late night', track_count: 64 };
const playlist: Found = {
  type: 'playlist',
  relevance: 0.8,
  id: 'p',
  name: 'last train',
  owner_handle: 'henrike.test',
  owner_display_name: 'Henrike Saal',
  image_url: null,
  track_count: 1,
};

test('SRCH-04: each kind leads to its page', () => {
  expect([track, artist, album, tag, playlist].map((found) => lineOf(found).href)).toEqual([
    '/track/7',
    '/u/late.test',
    '/u/late.test/album/the-last-boat',
    '/tag/late%20night',
    '/playlist/p',
  ]);
});

test('SRCH-03: things stand by kind, the kind of the nearest first, and alike ones in their usual order', () => {
  expect(grouped([tag, track, playlist, artist, album]).map(({ head }) => head)).toEqual([
    'tags',
    'tracks',
    'playlists',
    'artists',
    'albums',
  ]);
});

test('within a kind the order is that of the answer', () => {
  const further: Found = { ...track, id: 8, title: 'Laundry', relevance: 0.6 };
  expect(grouped([track, artist, further])[0]?.lines.map(({ title }) => title)).toEqual(['Late Again', 'Laundry']);
});

test('lists say how long they are; who has no name is called by the handle', () => {
  expect(lineOf(tag)).toMatchObject({ title: 'late night', end: '64 tracks' });
  expect(lineOf(playlist)).toMatchObject({ note: 'Henrike Saal', end: '1 track' });
  expect(lineOf({ ...artist, display_name: '' })).toMatchObject({ title: 'late.test', note: '@late.test', end: '' });
});
