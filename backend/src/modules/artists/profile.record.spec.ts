import { expect, test } from '@jest/globals';
import { validateRecord } from '../atproto/index.js';
import { isRecordChanged, profileRecord } from './profile.record.js';

const at = new Date('2026-01-02T03:04:05.678Z');
const artist = { bio: 'hums\nloudly', avatarUrl: 'https://example.com/a.png', createdAt: at, updatedAt: at };
const valid = (record: object) => validateRecord('actor.profile', { $type: 'fm.plyr.actor.profile', ...record });

test('ART-02: a profile record carries words and picture, and fits its lexicon', () => {
  const record = profileRecord(artist);
  expect(record).toEqual({
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    bio: artist.bio,
    avatar: artist.avatarUrl,
  });
  expect(() => valid(record)).not.toThrow();
});

test('what is not there is left out', () => {
  const record = profileRecord({ ...artist, bio: null, avatarUrl: null });
  expect(Object.keys(record).sort()).toEqual(['createdAt', 'updatedAt']);
  expect(() => valid(record)).not.toThrow();
});

test('ART-02: only words and picture make the record another', () => {
  expect(isRecordChanged(null, artist)).toBe(true);
  expect(isRecordChanged(artist, { ...artist })).toBe(false);
  expect(isRecordChanged(artist, { ...artist, bio: null })).toBe(true);
  expect(isRecordChanged(artist, { ...artist, avatarUrl: 'https://example.com/b.png' })).toBe(true);
});
