import { expect, test } from '@jest/globals';
import { rearranged } from './order.rules.js';

const items = (text: string) => [...text].map((uri) => ({ uri, track_id: null }));
const named = (text: string) => [...text].map((uri) => ({ uri }));
const order = (present: string, wanted: string, ...scopes: string[]) =>
  rearranged(items(present), named(wanted), (scopes.length ? scopes : [present]).map(items))
    ?.map(({ uri }) => uri)
    .join('') ?? null;

test.each([
  ['abc', 'cab'],
  ['a', 'a'],
  ['', ''],
])('LST-18: %s may become %s', (present, wanted) => {
  expect(order(present, wanted)).toBe(wanted);
});

test.each(['ab', 'abcd', 'abd', 'aab', 'abca', ''])('LST-18: abc may not become %j', (wanted) => {
  expect(order('abc', wanted)).toBeNull();
});

test('what is outside of the order keeps its place in the whole', () => {
  expect(order('axbyc', 'cba', 'axbyc', 'abc')).toBe('cxbya');
  expect(order('axbyc', 'ycxba', 'axbyc', 'abc')).toBe('ycxba');
  expect(order('axbyc', 'cb', 'axbyc', 'abc')).toBeNull();
});

test('LST-18: a track may be named by its number', () => {
  const list = [
    { uri: 'a', track_id: 1 },
    { uri: 'b', track_id: 2 },
    { uri: 'c', track_id: null },
  ];
  expect(rearranged(list, [{ uri: 'c' }, { track_id: 2 }, { uri: 'a' }], [list])?.map(({ uri }) => uri)).toEqual([
    ...'cba',
  ]);
  expect(rearranged(list, [{ uri: 'c' }, { track_id: 3 }, { uri: 'a' }], [list])).toBeNull();
  expect(rearranged(list, [{ uri: 'b' }, { track_id: 2 }, { uri: 'a' }], [list])).toBeNull();
});
