import type { Origin } from '#lib/player/queue.rules.ts';

/** Where a row stands on the screen. */
export interface RowPlace {
  entryId: string;
  origin: Origin;
  top: number;
  bottom: number;
}

/** Where a dragged row would land: before an entry, or (null) at the end of a section. */
export interface Slot {
  before: string | null;
  origin: Origin;
}

/** The slot under a height. `rows` are the others, from top to bottom; null when there are none. */
export function slotAt(y: number, rows: readonly RowPlace[]): Slot | null {
  const index = rows.findIndex((row) => y < (row.top + row.bottom) / 2);
  const below = rows[index];
  const above = rows[index === -1 ? rows.length - 1 : index - 1];
  if (!below) return above ? { before: null, origin: above.origin } : null;
  const nearerAbove = above && above.origin !== below.origin && y - above.bottom < below.top - y;
  return nearerAbove ? { before: null, origin: above.origin } : { before: below.entryId, origin: below.origin };
}

/** One step up or down by key; null at the edge. Steps over the border of a section change the section only. */
export function stepped(
  entryId: string,
  by: -1 | 1,
  rows: readonly Pick<RowPlace, 'entryId' | 'origin'>[],
): Slot | null {
  const from = rows.findIndex((row) => row.entryId === entryId);
  const own = rows[from];
  const other = rows[from + by];
  if (!own || !other) return null;
  if (other.origin !== own.origin)
    return by === -1 ? { before: null, origin: other.origin } : { before: other.entryId, origin: other.origin };
  if (by === -1) return { before: other.entryId, origin: other.origin };
  const next = rows[from + 2];
  return { before: next?.origin === own.origin ? next.entryId : null, origin: own.origin };
}
