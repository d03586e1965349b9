import { expect, test } from '@jest/globals';
import { Peaks, PEAK_BINS } from './peaks.js';

function pcm(samples: number[]): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => bytes.writeInt16LE(sample, i * 2));
  return bytes;
}

test('UP-08: a ramp of any length comes out as a ramp of 800 bins', () => {
  for (const count of [800, 6_400, 100_000, 777_777]) {
    const peaks = new Peaks(1);
    peaks.take(pcm(Array.from({ length: count }, (_, i) => Math.floor((i / count) * 32_767))));
    const bins = peaks.finish();
    expect(bins).toHaveLength(PEAK_BINS);
    bins.forEach((bin, i) => expect(Math.abs(bin - ((i + 1) / PEAK_BINS) * 255)).toBeLessThanOrEqual(3));
    expect(peaks.samples).toBe(count);
  }
});

test('one click is found wherever it stands, in either direction and channel', () => {
  const samples = Array.from({ length: 40_000 }, () => 0);
  samples[10_001] = -32_768;
  const peaks = new Peaks(2);
  peaks.take(pcm(samples));
  const bins = peaks.finish();
  expect([...bins].filter((bin) => bin > 0)).toEqual([255]);
  expect(bins.indexOf(255)).toBe(200);
});

test('chunks may be cut anywhere, in the middle of a sample too', () => {
  const bytes = pcm(Array.from({ length: 5_000 }, (_, i) => Math.round(Math.sin(i / 7) * 20_000)));
  const whole = new Peaks(1);
  whole.take(bytes);
  const pieces = new Peaks(1);
  for (let at = 0, step = 1; at < bytes.length; at += step, step = (step % 13) + 1)
    pieces.take(bytes.subarray(at, at + step));
  expect(pieces.finish()).toEqual(whole.finish());
  expect(pieces.samples).toBe(5_000);
});

test('fewer samples than bins are stretched, none are zeros', () => {
  const few = new Peaks(1);
  few.take(pcm([0, 32_767]));
  expect([...few.finish()].slice(398, 402)).toEqual([0, 0, 255, 255]);
  expect(new Peaks(1).finish()).toEqual(Buffer.alloc(PEAK_BINS));
});
