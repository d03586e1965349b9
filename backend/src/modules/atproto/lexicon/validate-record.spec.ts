import { describe, expect, test } from '@jest/globals';
import { RecordInvalid } from './lexicon.errors.js';
import { assertSchemas, fieldsOf, SCHEMAS } from './schemas.js';
import { isRecordKey, validateRecord } from './validate-record.js';

const CID = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';
const subject = { uri: 'at://did:plc:abcabcabcabcabcabcabcabc/fm.plyr.track/3mabcdefghi2x', cid: CID };
const createdAt = '2026-01-02T03:04:05.678Z';
const track = {
  $type: 'fm.plyr.track',
  title: 'song',
  artist: 'ada',
  fileType: 'mp3',
  createdAt,
  audioUrl: 'https://x.example/a.mp3',
};
const blob = {
  $type: 'blob',
  ref: { $link: 'bafkreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a' },
  mimeType: 'audio/mpeg',
  size: 9,
};

const reasonOf = (collection: Parameters<typeof validateRecord>[0], record: unknown): string => {
  try {
    validateRecord(collection, record);
    return 'valid';
  } catch (error) {
    if (error instanceof RecordInvalid) return error.message;
    throw error;
  }
};

describe('a track', () => {
  test('with everything we write is valid', () => {
    const full = {
      ...track,
      album: 'lp',
      duration: 61,
      features: [{ did: 'did:plc:abcabcabcabcabcabcabcabc', handle: 'bob.test' }],
      imageUrl: 'https://x.example/a.webp',
      description: 'made at home',
      tags: ['ambient'],
      unlisted: true,
      loudness: -14_250,
    };
    expect(reasonOf('track', full)).toBe('valid');
  });

  test('keeps what others may have set: labels, a blob, a support gate, fields we do not know', () => {
    const foreign = {
      ...track,
      audioBlob: blob,
      labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'sexual' }] },
      supportGate: { type: 'any' },
      mood: 'blue',
    };
    expect(reasonOf('track', foreign)).toBe('valid');
  });

  test('needs audioUrl or audioBlob', () => {
    const { audioUrl: _, ...silent } = track;
    expect(reasonOf('track', silent)).toMatch('neither audioUrl nor audioBlob');
    expect(reasonOf('track', { ...silent, audioBlob: blob })).toBe('valid');
  });

  test('may have a title of 256 characters in any script, and no more', () => {
    expect(reasonOf('track', { ...track, title: '歌'.repeat(256) })).toBe('valid');
    expect(reasonOf('track', { ...track, title: '歌'.repeat(257) })).toMatch('$.title');
    expect(reasonOf('track', { ...track, title: '' })).toMatch('$.title');
  });

  test.each([
    ['a float', { duration: 1.5 }],
    ['a date without a zone', { createdAt: '2026-01-02T03:04:05' }],
    ['eleven tags', { tags: Array(11).fill('a') }],
    ['a relative address', { audioUrl: '/audio/1' }],
    ['a blob that is no audio', { audioBlob: { ...blob, mimeType: 'image/png' } }],
    ['the type of another record', { $type: 'fm.plyr.like' }],
    ['the type of another namespace', { $type: 'fm.plyr.dev.track' }],
  ])('is not valid with %s', (_what, change) => {
    expect(reasonOf('track', { ...track, ...change })).not.toBe('valid');
  });

  test.each([null, 7, 'record', [], {}])('%p is none', (value) => {
    expect(reasonOf('track', value)).not.toBe('valid');
  });
});

test('a like and a comment need a strong reference', () => {
  expect(reasonOf('like', { $type: 'fm.plyr.like', subject, createdAt })).toBe('valid');
  expect(reasonOf('like', { $type: 'fm.plyr.like', subject: { uri: subject.uri }, createdAt })).toMatch('cid');
  expect(reasonOf('comment', { $type: 'fm.plyr.comment', subject, createdAt, text: 'that drop', timestampMs: 0 })).toBe(
    'valid',
  );
  expect(
    reasonOf('comment', { $type: 'fm.plyr.comment', subject, createdAt, text: 'that drop', timestampMs: -1 }),
  ).toMatch('timestampMs');
});

test('a list takes 500 members of any kind', () => {
  const list = { $type: 'fm.plyr.list', createdAt, listType: 'mixtape', items: Array(500).fill({ subject }) };
  expect(reasonOf('list', list)).toBe('valid');
  expect(reasonOf('list', { ...list, items: Array(501).fill({ subject }) })).toMatch('$.items');
});

test('record keys are TIDs, and self for the profile', () => {
  expect(isRecordKey('track', '3mabcdefghi2x')).toBe(true);
  expect(isRecordKey('track', 'self')).toBe(false);
  expect(isRecordKey('actor.profile', 'self')).toBe(true);
});

test('ING-09: a missing schema stops the start-up', () => {
  expect(() => assertSchemas()).not.toThrow();
  expect(() => assertSchemas({ ...SCHEMAS, like: undefined })).toThrow('the lexicon of fm.plyr.like is missing');
  expect(() => assertSchemas({ ...SCHEMAS, like: SCHEMAS.track })).toThrow('the lexicon of fm.plyr.like is missing');
});

test('the fields of a schema are known by name', () => {
  expect(fieldsOf('actor.profile').sort()).toEqual(['avatar', 'bio', 'createdAt', 'updatedAt']);
});
