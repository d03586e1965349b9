import { describe, expect, test } from 'vitest';
import { barLayout, barsPath, resample, rulerMarks } from './waveform.ts';

describe('bars on whole pixels', () => {
  test.each([
    [1376, 240],
    [1000, 240],
    [358, 84],
    [320, 84],
    [47, 84],
  ])('%i px', (width, wished) => {
    const { bins, step, bar } = barLayout(width, wished);
    expect([step, bar].every(Number.isInteger)).toBe(true);
    expect(bar).toBeLessThan(step);
    const last = (bins - 1) * step + bar;
    expect(last).toBeLessThanOrEqual(width);
    expect(width - last).toBeLessThan(step);
  });

  test('a desk has about 240 bars, a phone about 84', () => {
    expect(barLayout(1376, 240).bins).toBeGreaterThan(200);
    expect(barLayout(358, 84).bins).toBeGreaterThan(70);
    expect(barLayout(358, 84).bins).toBeLessThan(100);
  });
});

describe('resampling', () => {
  test('a single hit among 800 survives', () => {
    const peaks = Array.from({ length: 800 }, (_, i) => (i === 401 ? 255 : 3));
    expect(Math.max(...resample(peaks, 84))).toBe(255);
    expect(resample(peaks, 84).filter((level) => level === 255)).toHaveLength(1);
  });
  test('more bars than peaks repeat them', () => expect(resample([1, 9], 4)).toEqual([1, 1, 9, 9]));
  test('no peaks is silence', () => expect(resample([], 3)).toEqual([0, 0, 0]));
});

test('the loudest bar fills the height and silence keeps its line', () => {
  expect(barsPath([0, 51, 102], { bins: 3, step: 6, bar: 4 }, 100)).toBe(
    'M0 100v-2h4v2zM6 100v-50h4v50zM12 100v-100h4v100z',
  );
});

describe('the ruler', () => {
  test('minutes for a song', () =>
    expect(rulerMarks(372_000).map((mark) => mark.ms / 60_000)).toEqual([0, 1, 2, 3, 4, 5, 6]));
  test('never more marks than fit', () => expect(rulerMarks(5_400_000).length).toBeLessThanOrEqual(9));
  test('a place is a share of the length', () =>
    expect(rulerMarks(120_000, 2).map((mark) => mark.place)).toEqual([0, 50, 100]));
  test('an unknown length has no ruler', () => expect([rulerMarks(0), rulerMarks(NaN)]).toEqual([[], []]));
});
