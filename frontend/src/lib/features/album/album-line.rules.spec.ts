import { describe, expect, test } from 'vitest';
import { totalMs } from '../list/total.ts';
import { linePeaks, momentAt, segments } from './album-line.rules.ts';

const tracks = [
  { id: 1, duration_ms: 100_000 },
  { id: 2, duration_ms: 300_000 },
  { id: 3, duration_ms: null },
];
const line = segments(tracks);

test('a record is its tracks end to end', () => {
  expect(line.map(({ startMs }) => startMs)).toEqual([0, 100_000, 400_000]);
  expect(totalMs(tracks)).toBe(400_000);
});

describe('a moment of the record', () => {
  test.each([
    [0, 1, 0],
    [99_999, 1, 99_999],
    [100_000, 2, 0],
    [250_000, 2, 150_000],
    [400_000, 2, 300_000],
  ])('%i ms lies in track %i at %i ms', (positionMs, id, atMs) => {
    expect(momentAt(line, positionMs)).toMatchObject({ track: { id }, atMs });
  });
  test('of no tracks is nowhere', () => expect(momentAt([], 5)).toBeNull());
});

describe('the peaks of the record', () => {
  test('are each as wide as their track is long, and keep the loudest', () => {
    const peaks = linePeaks(line, ({ id }) => (id === 1 ? [9, 80, 3, 4] : [5, 5, 200, 5, 5, 5]), 8);
    expect(peaks).toEqual([80, 4, 5, 5, 200, 5, 5, 5]);
  });
  test('are silence where they are on their way', () => {
    expect(linePeaks(line, ({ id }) => (id === 1 ? [7, 7] : null), 4)).toEqual([7, 0, 0, 0]);
  });
  test('are unknown until the first ones came', () => expect(linePeaks(line, () => null)).toBeNull());
  test('fill the line whatever the lengths are', () => {
    const odd = segments([333, 77, 1201, 5].map((duration_ms) => ({ duration_ms })));
    expect(linePeaks(odd, () => [1], 960)).toHaveLength(960);
  });
});
