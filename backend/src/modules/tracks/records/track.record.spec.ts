import { expect, test } from '@jest/globals';
import { validateRecord } from '../../atproto/index.js';
import { type TrackFacts, trackFacts, trackRecord } from './track.record.js';

const bare: TrackFacts = {
  title: 'low tide',
  artist: 'Marit',
  audioUrl: 'https://audio.example.com/audio/1.mp3',
  fileType: 'mp3',
  createdAt: '2025-11-20T10:11:12.345678Z',
  album: null,
  durationMs: null,
  features: [],
  imageUrl: null,
  description: null,
  tags: [],
  isUnlisted: false,
  loudnessLufs: null,
};

const full: TrackFacts = {
  ...bare,
  title: 'どこへ 🌊',
  album: 'rooms',
  durationMs: 181_000,
  features: [
    { did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', handle: 'ada.test' },
    { did: 'did:web:nuno.example.com', handle: null },
  ],
  imageUrl: 'https://images.example.com/images/1.jpg',
  description: 'two\nlines',
  tags: ['ambient', 'drum/bass'],
  isUnlisted: true,
  loudnessLufs: -14.25,
};

test.each([
  ['with everything', full],
  ['with nothing but what it must have', bare],
])('a record %s says what the row says, there and back', (_, facts) => {
  expect(trackFacts(validateRecord('track', trackRecord(facts)))).toEqual(facts);
});

test('what a row does not have is left out of the record', () => {
  expect(Object.keys(trackRecord(bare)).toSorted()).toEqual(
    ['$type', 'artist', 'audioUrl', 'createdAt', 'fileType', 'title'].toSorted(),
  );
});

test('a record counts whole seconds and thousandths of LUFS', () => {
  const record = trackRecord({ ...bare, durationMs: 181_499, loudnessLufs: -14.2504 });
  expect(record).toMatchObject({ duration: 181, loudness: -14_250 });
});

test('a handle that does not fit its grammar is not written', () => {
  const features = [{ did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', handle: null }];
  expect(trackRecord({ ...bare, features })).toMatchObject({ features: [{ did: features[0]?.did }] });
});
