import { describe, expect, test } from 'vitest';
import { ago, byDay, dayLabel, longDate } from './dates.ts';

const now = new Date(2025, 10, 21, 9, 30);
const at = (day: number, hour = 12, month = 10, year = 2025) => new Date(year, month, day, hour).toISOString();

test('a date is written out in lower case', () => expect(longDate(at(21))).toBe('21 november 2025'));

describe('the heading of a day', () => {
  test('today begins at midnight', () =>
    expect(dayLabel(at(21, 0), now)).toEqual({ name: 'today', date: '21 november' }));
  test('a minute before midnight was yesterday', () => expect(dayLabel(at(20, 23), now).name).toBe('yesterday'));
  test('within a week the weekday says enough', () =>
    expect(dayLabel(at(18), now)).toEqual({ name: 'tuesday', date: '18 november' }));
  test('a week ago the weekday would be this one, so the date stands', () =>
    expect(dayLabel(at(14), now)).toEqual({ name: '14 november', date: '' }));
  test('another year is said', () => expect(dayLabel(at(3, 12, 4, 2023), now).name).toBe('3 may 2023'));
  test('a clock a little ahead of ours is still today', () => expect(dayLabel(at(21, 10), now).name).toBe('today'));
});

test('ages are short and end in a date', () => {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  expect([0, 5, 61, 60 * 30].map((minutes) => ago(before(minutes), now))).toEqual([
    'just now',
    '5 min ago',
    '1 h ago',
    '1 d ago',
  ]);
  expect(ago(at(1, 12, 8), now)).toBe('1 september 2025');
});

test('a list is gathered by day and keeps its order', () => {
  const tracks = [at(21, 8), at(21, 1), at(20, 23), at(2)].map((created_at, id) => ({ id, created_at }));
  expect(byDay(tracks, now).map((day) => [day.name, day.things.map((thing) => thing.id)])).toEqual([
    ['today', [0, 1]],
    ['yesterday', [2]],
    ['2 november', [3]],
  ]);
});
