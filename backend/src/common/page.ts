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

/**
 * The place as an opaque, url-safe text. Microseconds would be lost in a Date, so callers pass what the database sorted by,
 * as ISO 8601 in UTC.
 */
export function encodeCursor(place: { createdAt: string | Date; id: string | number }): string {
  const at = place.createdAt instanceof Date ? place.createdAt.toISOString() : place.createdAt;
  return Buffer.from(`${at}|${place.id}`).toString('base64url');
}

const FORMS = {
  number: /^[1-9]\d{0,17}$/,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
  rkey: /^[\w.~:-]{1,512}$/,
};

/** How the ids of a list are written. */
export type IdForm = keyof typeof FORMS;

/**
 * The exact time text and id of a cursor. Throws {@link CursorInvalid} for anything that {@link encodeCursor} did not
 * make of such an id: what the database cannot read is no failure of ours (GEN-04).
 */
export function decodeCursor(cursor: string, ids: IdForm): { createdAt: string; id: string } {
  const [createdAt = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  if (more.length > 0 || !isTime(createdAt) || !FORMS[ids].test(id)) throw new CursorInvalid();
  return { createdAt, id };
}

const TIME = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(?:\d{3}|\d{6})Z$/;

/** Whether this is a moment as cursors hold it, and one that there is: no 30 February, no year 0. */
export function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !TIME.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === value.slice(0, 19);
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
