import { expect, test } from '@jest/globals';
import { allowedEdits, closeness, editsBetween, formsOf, wordsOf } from './words.rules.js';

test('words are letters, marks and digits of any script; an apostrophe does not part one', () => {
  expect(wordsOf(`don't stop (live) 2019 – 夜行・バス привет`)).toEqual([
    ...['dont', 'stop', 'live', '2019', '夜行', 'バス', 'привет'],
  ]);
  expect(wordsOf('!!!')).toEqual([]);
});

test('a word shares a form with each of its slips', () => {
  const forms = new Set(formsOf('love'));
  for (const slip of ['lvoe', 'lov', 'lovve', 'loxe']) expect(formsOf(slip).some((form) => forms.has(form))).toBe(true);
  expect(formsOf('hate').some((form) => forms.has(form))).toBe(false);
});

test('short words and sentences have no forms but themselves', () => {
  expect(formsOf('on')).toEqual(['on']);
  expect(formsOf('x'.repeat(25))).toHaveLength(1);
});

test.each([
  ['same', 'same', 0],
  ['ember', 'embre', 1],
  ['ember', 'embr', 1],
  ['ember', 'emmber', 1],
  ['ember', 'amber', 1],
  ['ember', 'mebre', 2],
  ['', 'abc', 3],
  ['夜行バス', '夜行', 2],
])('%s and %s are %i apart', (one, other, edits) => {
  expect([editsBetween(one, other), editsBetween(other, one)]).toEqual([edits, edits]);
});

test('longer words may hold more slips', () => {
  expect(['ab', 'abc', 'abcd', 'abcde'].map(allowedEdits)).toEqual([0, 1, 1, 2]);
  expect(closeness('ember', 'ember')).toBe(1);
  expect(closeness('ember', 'amber')).toBeCloseTo(0.8);
  expect(closeness('one', 'two')).toBe(0);
});
