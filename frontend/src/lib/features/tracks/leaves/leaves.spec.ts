import { expect, test } from 'vitest';
import { aTrack } from '#lib/player/sample-track.ts';
import { LEAF_ROWS, leavesOf } from './leaves.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => aTrack(index));

test('a list is cut into leaves without losing or doubling a row', () => {
  const leaves = leavesOf(many(2 * LEAF_ROWS + 1));
  expect(leaves.map(({ from, tracks }) => [from, tracks.length])).toEqual([
    [0, LEAF_ROWS],
    [LEAF_ROWS, LEAF_ROWS],
    [2 * LEAF_ROWS, 1],
  ]);
  expect(leaves.flatMap(({ tracks }) => tracks)).toEqual(many(2 * LEAF_ROWS + 1));
});

test('an empty list has none', () => expect(leavesOf([])).toEqual([]));
