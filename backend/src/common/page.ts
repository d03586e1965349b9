import { DomainError } from './errors.js';

/** One page of a list that can grow: the items and where the next page begins. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A place in a list ordered by (createdAt, id), newest first. */
export interface Place {
  createdAt: Date;
  id: string | number;
}

export class CursorInvalid extends DomainError {
  readonly kind = 'refused';
  readonly code = 'request.invalid_cursor';
  constructor() {
    super('invalid cursor format');
  }
}

/** The place as an opaque, url-safe text. Microseconds would be lost in a Date, so callers pass what the database sorted by. */
export function encodeCursor(place: { createdAt: string | Date; id: string | number }): string {
  const at = place.createdAt instanceof Date ? place.createdAt.toISOString() : place.createdAt;
  return Buffer.from(`${at}|${place.id}`).toString('base64url');
}

/** The exact time text and id of a cursor; throws {@link CursorInvalid} for anything not made by {@link encodeCursor}. */
export function decodeCursor(cursor: string): { createdAt: string; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const parts = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d)?))\|([\w-]{1,64})$/.exec(
    text,
  );
  if (!parts?.[1] || !parts[2] || Number.isNaN(Date.parse(parts[1]))) throw new CursorInvalid();
  return { createdAt: parts[1], id: parts[2] };
}

/** Cuts the one row too many that a query fetched to learn whether there is a next page. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  place: (row: T) => { createdAt: string | Date; id: string | number },
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(place(last)) : null };
}
