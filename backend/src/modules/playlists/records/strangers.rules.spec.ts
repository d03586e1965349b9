import { expect, test } from '@jest/globals';
import { withStrangers } from './strangers.rules.js';

const list = (...names: string[]) => names.map((uri) => ({ uri, cid: 'bafy' }));
const names = (items: { uri: string }[]) => items.map(({ uri }) => uri).join(' ');

test('what another client added keeps its place behind its neighbour', () => {
  const merged = withStrangers(list('b', 'a'), list('x', 'a', 'y', 'z', 'b'), new Set(['a', 'b']));
  expect(names(merged)).toBe('x b a y z');
});

test('P-DUAL-06: what we removed does not come back', () => {
  expect(names(withStrangers(list('a'), list('a', 'b', 'x'), new Set(['a', 'b'])))).toBe('a x');
});

test('an item whose only neighbour was removed stays with the one before', () => {
  expect(names(withStrangers(list('a', 'c'), list('a', 'b', 'x', 'c'), new Set(['a', 'b', 'c'])))).toBe('a x c');
});

test('a list that nobody else touched is ours alone', () => {
  expect(names(withStrangers(list('c', 'a', 'b'), list('a', 'b', 'c'), new Set(['a', 'b', 'c'])))).toBe('c a b');
  expect(names(withStrangers(list('a'), [], new Set()))).toBe('a');
});
