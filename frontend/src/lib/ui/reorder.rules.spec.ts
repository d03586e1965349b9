import { describe, expect, test } from 'vitest';
import { moved, sameSlot, slotAt, slotOf, stepped, type RowPlace } from './reorder.rules.ts';

/** Two of one group, a gap for a label, two of another. */
const rows: RowPlace[] = [
  { id: 'm', group: 'own', top: 0, bottom: 50 },
  { id: 'n', group: 'own', top: 50, bottom: 100 },
  { id: 'x', group: 'rest', top: 150, bottom: 200 },
  { id: 'y', group: 'rest', top: 200, bottom: 250 },
];

describe('where a dragged row lands', () => {
  test('above the middle of a row is before it, below is after', () => {
    expect(slotAt(60, rows)).toEqual({ before: 'n', group: 'own' });
    expect(slotAt(20, rows)).toEqual({ before: 'm', group: 'own' });
    expect(slotAt(190, rows)).toEqual({ before: 'y', group: 'rest' });
  });

  test('between two groups it belongs to the nearer one', () => {
    expect(slotAt(110, rows)).toEqual({ before: null, group: 'own' });
    expect(slotAt(140, rows)).toEqual({ before: 'x', group: 'rest' });
  });

  test('below the last row is the end, and above the first the beginning', () => {
    expect(slotAt(900, rows)).toEqual({ before: null, group: 'rest' });
    expect(slotAt(-900, rows)).toEqual({ before: 'm', group: 'own' });
  });

  test('without other rows there is nowhere to go', () => {
    expect(slotAt(10, [])).toBeNull();
  });
});

describe('one step by key', () => {
  test('inside a group it changes places with its neighbour', () => {
    expect(stepped('n', -1, rows)).toEqual({ before: 'm', group: 'own' });
    expect(stepped('m', 1, rows)).toEqual({ before: null, group: 'own' });
    expect(stepped('x', 1, [...rows, { id: 'z', group: 'rest' }])).toEqual({ before: 'z', group: 'rest' });
  });

  test('at the border it goes over into the other group', () => {
    expect(stepped('n', 1, rows)).toEqual({ before: 'x', group: 'rest' });
    expect(stepped('x', -1, rows)).toEqual({ before: null, group: 'own' });
  });

  test('at the edges, and for a row that is gone, nothing happens', () => {
    expect([stepped('m', -1, rows), stepped('y', 1, rows), stepped('gone', 1, rows)]).toEqual([null, null, null]);
  });
});

describe('places', () => {
  test('where a row stands is said by what comes after it in its group', () => {
    expect(['m', 'n', 'y', 'gone'].map((id) => slotOf(id, rows))).toEqual([
      { before: 'n', group: 'own' },
      { before: null, group: 'own' },
      { before: null, group: 'rest' },
      null,
    ]);
    expect(sameSlot(slotOf('m', rows), { before: 'n', group: 'own' })).toBe(true);
    expect(sameSlot(slotOf('n', rows), slotOf('y', rows))).toBe(false);
  });

  test.each([
    ['c', 'a', 'cab'],
    ['a', null, 'bca'],
    ['a', 'c', 'bac'],
    ['b', 'gone', 'acb'],
    ['gone', 'a', 'abc'],
  ] as const)('%s before %s', (id, before, order) => {
    expect(moved([...'abc'], id, before, (letter) => letter).join('')).toBe(order);
  });
});
