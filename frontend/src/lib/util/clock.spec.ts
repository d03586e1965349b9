import { describe, expect, test } from 'vitest';
import { clock, linkedMoment, spokenClock } from './clock.ts';

describe('clock', () => {
  test('minutes carry no leading zero, seconds do', () => expect(clock(134_900)).toBe('2:14'));
  test('an hour brings padded minutes', () => expect(clock(3_725_000)).toBe('1:02:05'));
  test('an unknown length is a dash', () =>
    expect([clock(null), clock(undefined), clock(NaN)]).toEqual(['–', '–', '–']));
  test('a moment before the start is the start', () => expect(clock(-400)).toBe('0:00'));
});

test('a spoken clock leaves out what is zero', () => {
  expect(spokenClock(134_000)).toBe('2 minutes 14 seconds');
  expect(spokenClock(3_601_000)).toBe('1 hour 1 second');
  expect(spokenClock(0)).toBe('0 seconds');
});

describe('TRK-11: the moment in a link', () => {
  test('plain seconds', () => expect(linkedMoment('90')).toBe(90_000));
  test('minutes and seconds', () => expect(linkedMoment('1m30s')).toBe(90_000));
  test('hours', () => expect(linkedMoment('1h2s')).toBe(3_602_000));
  test('anything else is no moment', () =>
    expect([linkedMoment('soon'), linkedMoment(''), linkedMoment(null)]).toEqual([null, null, null]));
});
