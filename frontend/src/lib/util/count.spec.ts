import { expect, test } from 'vitest';
import { count, counted, fileSize, ordinal } from './count.ts';

test('thousands are grouped', () => expect(count(48_213)).toBe('48,213'));

test('only one is singular', () => {
  expect([0, 1, 2].map((amount) => counted(amount, 'play'))).toEqual(['0 plays', '1 play', '2 plays']);
});

test('ordinals know the teens', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
    '111th',
  ]);
});

test('sizes use the unit a person would', () => {
  expect([512, 20_480, 155_818_394, 1_610_612_736].map(fileSize)).toEqual(['512 B', '20 kB', '148.6 MB', '1.50 GB']);
});
