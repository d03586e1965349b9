import { expect, test } from 'vitest';
import type { AlbumListItem, Track } from '#lib/api/contract.ts';
import { newRecords } from './records.ts';

const track = (album: string | null) =>
  ({
    artist: 'Marit Øvrebø',
    artist_handle: 'marit.example',
    album: album && { id: album, title: album, slug: album, image_url: null, thumbnail_url: null },
  }) as Track;
const album = (id: string) => ({ id, title: id }) as AlbumListItem;
const ids = (records: { id: string }[]) => records.map(({ id }) => id);

test('a record stands where its newest track does, once', () => {
  expect(ids(newRecords([track('b'), track(null), track('a'), track('b')], []))).toEqual(['b', 'a']);
});

test('records without a new track follow', () => {
  expect(ids(newRecords([track('b')], [album('a'), album('b'), album('c')]))).toEqual(['b', 'a', 'c']);
});

test('a record carries who made it', () => {
  expect(newRecords([track('b')], [])[0]).toMatchObject({ artist: 'Marit Øvrebø', artist_handle: 'marit.example' });
});

test('a record has the cover that the list knows', () => {
  const listed = { ...album('b'), image_url: 'cover.jpg' };
  expect(newRecords([track('b'), track('a')], [listed])).toMatchObject([
    { id: 'b', image_url: 'cover.jpg' },
    { id: 'a' },
  ]);
});

test('a crate holds only so many', () => expect(newRecords([], ['a', 'b', 'c'].map(album), 2)).toHaveLength(2));
