import { expect, test } from '@jest/globals';
import type { AudioFacts } from '../probe/audio-facts.js';
import { isBrowserPlayable, isLossless, judgeLength } from './rendition.rules.js';

const stereo: AudioFacts = {
  kind: 'mp3',
  codec: 'mp3',
  bitrate: 320_000,
  sampleRate: 44_100,
  channels: 2,
  bytes: 1,
  announcedMs: 1000,
  hasVideo: false,
};

test.each([
  [{ kind: 'mp3', codec: 'mp3' }, true],
  [{ kind: 'wav', codec: 'pcm_s16le' }, true],
  [{ kind: 'wav', codec: 'adpcm_ms' }, false],
  [{ kind: 'm4a', codec: 'aac' }, true],
  [{ kind: 'm4a', codec: 'alac' }, false],
  [{ kind: 'm4a', codec: 'aac', hasVideo: true }, false],
  [{ kind: 'flac', codec: 'flac' }, true],
  [{ kind: 'aiff', codec: 'pcm_s16be' }, false],
  [{ kind: 'ogg', codec: 'vorbis' }, true],
  [{ kind: 'opus', codec: 'opus' }, true],
  [{ kind: 'webm', codec: 'opus' }, true],
  [{ kind: 'wav', codec: 'pcm_s16le', channels: 64 }, false],
  [{ kind: 'flac', codec: 'flac', sampleRate: 655_350 }, false],
] as const)('TC-04: %j passes through: %s', (facts, playable) => {
  expect(isBrowserPlayable({ ...stereo, ...facts })).toBe(playable);
});

test('TC-06: lossless is what nothing was thrown away from', () => {
  expect(['pcm_s24le', 'flac', 'alac'].every((codec) => isLossless({ codec }))).toBe(true);
  expect(['mp3', 'aac', 'opus', 'vorbis'].some((codec) => isLossless({ codec }))).toBe(false);
});

test.each([
  [499, 499, 'too-short'],
  [500, 500, 'whole'],
  [0, 10_000, 'truncated'],
  [10_000, 20_000, 'truncated'],
  [8_100, 10_000, 'whole'],
  [97_900, 100_000, 'whole'],
  [94_000, 100_000, 'truncated'],
  [60_000, null, 'whole'],
] as const)('UP-22: %s ms decoded of %s announced is %s', (durationMs, announcedMs, verdict) => {
  expect(judgeLength(durationMs, announcedMs)).toBe(verdict);
});
