import { describe, expect, test } from 'vitest';
import { slotAt, stepped, type RowPlace } from './drag.rules.ts';

/** Two that were added, a gap for the label, two of the context. */
const rows: RowPlace[] = [
  { entryId: 'm', origin: 'manual', top: 0, bottom: 50 },
  { entryId: 'n', origin: 'manual', top: 50, bottom: 100 },
  { entryId: 'x', origin: 'context', top: 150, bottom: 200 },
  { entryId: 'y', origin: 'context', top: 200, bottom: 250 },
];

describe('Q-09: where a dragged row lands', () => {
  test('above the middle of a row is before it, below is after', () => {
    expect(slotAt(60, rows)).toEqual({ before: 'n', origin: 'manual' });
    expect(slotAt(20, rows)).toEqual({ before: 'm', origin: 'manual' });
    expect(slotAt(190, rows)).toEqual({ before: 'y', origin: 'context' });
  });

  test('between two sections it belongs to the nearer one', () => {
    expect(slotAt(110, rows)).toEqual({ before: null, origin: 'manual' });
    expect(slotAt(140, rows)).toEqual({ before: 'x', origin: 'context' });
  });

  test('below the last row is the end, and above the first the beginning', () => {
    expect(slotAt(900, rows)).toEqual({ before: null, origin: 'context' });
    expect(slotAt(-900, rows)).toEqual({ before: 'm', origin: 'manual' });
  });

  test('without other rows there is nowhere to go', () => {
    expect(slotAt(10, [])).toBeNull();
  });
});

describe('Q-09: one step by key', () => {
  test('inside a section it changes places with its neighbour', () => {
    expect(stepped('n', -1, rows)).toEqual({ before: 'm', origin: 'manual' });
    expect(stepped('m', 1, rows)).toEqual({ before: null, origin: 'manual' });
    expect(stepped('x', 1, [...rows, { entryId: 'z', origin: 'context' }])).toEqual({ before: 'z', origin: 'context' });
  });

  test('at the border it goes over into the other section', () => {
    expect(stepped('n', 1, rows)).toEqual({ before: 'x', origin: 'context' });
    expect(stepped('x', -1, rows)).toEqual({ before: null, origin: 'manual' });
  });

  test('at the edges, and for a row that is gone, nothing happens', () => {
    expect([stepped('m', -1, rows), stepped('y', 1, rows), stepped('gone', 1, rows)]).toEqual([null, null, null]);
  });
});
