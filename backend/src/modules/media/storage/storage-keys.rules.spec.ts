import { expect, test } from '@jest/globals';
import {
  address,
  assertAddress,
  cacheControlOf,
  image,
  imageVariant,
  original,
  privateAudio,
  publicAudio,
  staging,
} from './storage-keys.rules.js';

const ID = '0193d1f4-5b1e-7c3a-9f00-0123456789ab';

test('ST-02: every key has its bucket', () => {
  expect([
    publicAudio(ID, 'mp3'),
    image(ID, 'jpg'),
    imageVariant(ID, 96),
    staging(ID),
    original(ID, 'aiff'),
    privateAudio(ID, 'flac'),
  ]).toEqual([
    { key: `audio/${ID}.mp3`, bucket: 'public' },
    { key: `images/${ID}.jpg`, bucket: 'images' },
    { key: `images/${ID}_96.webp`, bucket: 'images' },
    { key: `staging/${ID}`, bucket: 'private' },
    { key: `originals/${ID}.aiff`, bucket: 'private' },
    { key: `private/audio/${ID}.flac`, bucket: 'private' },
  ]);
  expect(address(`exports/${ID}.zip`).bucket).toBe('private');
});

test.each([
  '',
  '..',
  `../audio/${ID}.mp3`,
  `audio/../images/${ID}.jpg`,
  `audio/${ID}`,
  `audio/${ID}.mp3/`,
  `audio/${ID}.mp3\n`,
  `audio/${ID}.mp3\0`,
  `audio/${ID}.MP3`,
  `audio/${ID}.tooolongext`,
  `images/${ID}_97.webp`,
  `staging/${ID}.mp3`,
  `exports/${ID}.tar`,
  `private/${ID}.mp3`,
  `audio\\${ID}.mp3`,
])('%j is no key', (key) => {
  expect(() => address(key)).toThrow('not a storage key');
});

test('a key in a bucket that is not its own is refused', () => {
  expect(() => assertAddress(`originals/${ID}.aiff`, 'public')).toThrow('not a storage key');
  expect(() => assertAddress(`originals/${ID}.aiff`, 'private')).not.toThrow();
});

test('ST-02: images are kept for ever, public sounds a day, private ones not at all', () => {
  expect([cacheControlOf('images'), cacheControlOf('public'), cacheControlOf('private')]).toEqual([
    'public, max-age=31536000, immutable',
    'public, max-age=86400',
    'private, no-store',
  ]);
});
