import { beforeEach, expect, test } from '@jest/globals';
import { ReportPace } from './report-pace.js';

let pace: ReportPace;
beforeEach(() => {
  pace = new ReportPace();
});

test('UP-14: mere progress is told at most every 250 ms', () => {
  const told = Array.from({ length: 101 }, (_, index) => index * 10).filter((now) =>
    pace.allows('job', { progressPct: now / 20 }, now),
  );
  expect(told).toEqual([0, 250, 500, 750, 1000]);
});

test('UP-14: the end of a phase is told at once, and only once', () => {
  pace.allows('job', { progressPct: 98 }, 0);
  expect(pace.allows('job', { progressPct: 99.9 }, 10)).toBe(true);
  expect(pace.allows('job', { progressPct: 100 }, 20)).toBe(false);
});

test('a new phase or message never waits', () => {
  pace.allows('job', { progressPct: 10 }, 0);
  expect(pace.allows('job', { phase: 'image', progressPct: 0 }, 1)).toBe(true);
  expect(pace.allows('job', { message: 'waiting' }, 2)).toBe(true);
});

test('jobs do not slow each other down', () => {
  expect(pace.allows('one', { progressPct: 1 }, 0)).toBe(true);
  expect(pace.allows('other', { progressPct: 1 }, 0)).toBe(true);
});
