import { expect, test } from '@jest/globals';
import { validateRecord } from '../../atproto/index.js';
import { incomingTrack } from './incoming-track.rules.js';

const now = new Date('2026-11-21T10:00:00Z');
const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const guest = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';

function read(more: object) {
  const value = {
    $type: 'fm.plyr.track',
    title: 'low tide',
    artist: 'Marit',
    fileType: 'MP3',
    audioUrl: 'https://audio.example.com/1.mp3',
    createdAt: '2025-11-20T10:11:12.345678Z',
    ...more,
  };
  validateRecord('track', value);
  return incomingTrack({ uri: `at://${did}/fm.plyr.track/3l`, did, rkey: '3l', cid: 'c', rev: 'r', value }, now);
}

test('what a record leaves out is empty, but for the tags, which are not spoken of', () => {
  expect(read({})).toMatchObject({
    title: 'low tide',
    description: null,
    album: null,
    durationMs: null,
    featuredDids: [],
    tags: null,
    visibility: 'public',
    loudnessLufs: null,
    fileType: 'mp3',
    createdAt: '2025-11-20T10:11:12.345678Z',
  });
  expect(read({ tags: [] })?.tags).toEqual([]);
});

test('words are cleaned as ours are, and cut where the database counts otherwise than the lexicon', () => {
  const family = '👨‍👩‍👧';
  const title = read({ title: family.repeat(55) })?.title ?? '';
  expect([...title].length).toBe(256);
  expect(read({ title: '  low\u0000\n tide ' })?.title).toBe('low tide');
  expect(read({ description: 'two\r\nlines \u0000', album: ' \u200b ' })).toMatchObject({
    description: 'two\nlines',
    album: null,
  });
  expect(read({ title: '\u200b' })).toBeNull();
});

test('guests are kept once, without the artist', () => {
  expect(read({ features: [{ did: guest }, { did }, { did: guest }] })?.featuredDids).toEqual([guest]);
});

test('a length that no row can hold becomes the longest one that it can', () => {
  expect(read({ duration: 9_000_000 })?.durationMs).toBe(2_147_483_647);
});

test('the blob is found by its link', () => {
  const cid = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
  const audioBlob = { $type: 'blob', ref: { $link: cid }, mimeType: 'audio/mpeg', size: 10 };
  expect(read({ audioBlob })).toMatchObject({ audioBlob: cid });
});
