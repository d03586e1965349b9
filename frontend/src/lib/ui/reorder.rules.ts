/** Where a row stands on the screen. Rows move inside their group and over into the next one. */
export interface RowPlace<Group extends string = string> {
  id: string;
  group: Group;
  top: number;
  bottom: number;
}

/** Where a row would stand: before another, or (null) at the end of a group. */
export interface Slot<Group extends string = string> {
  before: string | null;
  group: Group;
}

/** The slot under a height. `rows` are the others, from top to bottom; null when there are none. */
export function slotAt<Group extends string>(y: number, rows: readonly RowPlace<Group>[]): Slot<Group> | null {
  const index = rows.findIndex((row) => y < (row.top + row.bottom) / 2);
  const below = rows[index];
  const above = rows[index === -1 ? rows.length - 1 : index - 1];
  if (!below) return above ? { before: null, group: above.group } : null;
  const nearerAbove = above && above.group !== below.group && y - above.bottom < below.top - y;
  return nearerAbove ? { before: null, group: above.group } : { before: below.id, group: below.group };
}

type Row<Group extends string> = Pick<RowPlace<Group>, 'id' | 'group'>;

/** Where a row stands now; null when it is gone. */
export function slotOf<Group extends string>(id: string, rows: readonly Row<Group>[]): Slot<Group> | null {
  const index = rows.findIndex((row) => row.id === id);
  const own = rows[index];
  if (!own) return null;
  const next = rows[index + 1];
  return { before: next?.group === own.group ? next.id : null, group: own.group };
}

/** One step up or down; null at the edge. Steps over the border of a group change the group only. */
export function stepped<Group extends string>(id: string, by: -1 | 1, rows: readonly Row<Group>[]): Slot<Group> | null {
  const from = rows.findIndex((row) => row.id === id);
  const own = rows[from];
  const other = rows[from + by];
  if (!own || !other) return null;
  if (other.group !== own.group) return { before: by === -1 ? null : other.id, group: other.group };
  return by === -1 ? { before: other.id, group: other.group } : slotOf(other.id, rows);
}

export const sameSlot = (one: Slot | null, other: Slot | null): boolean =>
  one?.before === other?.before && one?.group === other?.group;

/** A list in which one thing stands before another, or (null) at the end. */
export function moved<Thing>(
  things: readonly Thing[],
  id: string,
  before: string | null,
  idOf: (thing: Thing) => string,
): Thing[] {
  const thing = things.find((candidate) => idOf(candidate) === id);
  const others = things.filter((candidate) => idOf(candidate) !== id);
  if (!thing) return others;
  const index = before === null ? -1 : others.findIndex((candidate) => idOf(candidate) === before);
  return others.toSpliced(index === -1 ? others.length : index, 0, thing);
}
