import { expect, test } from '@jest/globals';
import { HOUR_MS } from '../../../common/clock.js';
import { waitAfter } from './backoff.rules.js';

test('waits double from 5 seconds to an hour', () => {
  const seconds = Array.from({ length: 12 }, (_, index) => waitAfter(index + 1) / 1000);
  expect(seconds).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
});

test('a server may ask for more, up to a day, but never for less', () => {
  expect(waitAfter(1, 60_000)).toBe(60_000);
  expect(waitAfter(12, 60_000)).toBe(HOUR_MS);
  expect(waitAfter(1, 1000 * HOUR_MS)).toBe(24 * HOUR_MS);
});
