import { expect, test } from '@jest/globals';
import { soundLengthMs } from './sound-length.rules.js';

test.each([
  [{ durationMs: 90_000, bytes: 1, bitrate: 1 }, 90_000],
  [{ durationMs: null, bytes: 4_000_000, bitrate: 320_000 }, 100_000],
  [{ durationMs: null, bytes: 4_000_000, bitrate: null }, 250_000],
  [{ durationMs: null, bytes: 4_000_000, bitrate: 0 }, 250_000],
])('SCR-03: %j is %i ms long', (sound, lengthMs) => {
  expect(soundLengthMs(sound)).toBe(lengthMs);
});
