import type { Track } from '#lib/api/contract.ts';

export interface Leaf {
  /** Place of its first row in the whole list. */
  from: number;
  tracks: readonly Track[];
}

/** Rows on one leaf: more than a screen holds, few enough to be built between two frames. */
export const LEAF_ROWS = 50;

export function leavesOf(tracks: readonly Track[]): Leaf[] {
  return Array.from({ length: Math.ceil(tracks.length / LEAF_ROWS) }, (_, index) => {
    const from = index * LEAF_ROWS;
    return { from, tracks: tracks.slice(from, from + LEAF_ROWS) };
  });
}

/** What a row was high when one was last measured: of leaves that were not yet looked at, nobody knows more. */
export const usual = { rowHeight: 57 };
