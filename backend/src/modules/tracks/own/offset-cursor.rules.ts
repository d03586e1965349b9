import { CursorInvalid } from '../../../common/page.js';

const SHAPE = /^skip:(\d{1,7})$/;

/** A cursor for lists whose order is not that of time. */
export function nextOffset(offset: number): string {
  return Buffer.from(`skip:${offset}`).toString('base64url');
}

/** Throws {@link CursorInvalid} for anything not made by {@link nextOffset}. */
export function offsetOf(cursor: string): number {
  const digits = SHAPE.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (digits === undefined) throw new CursorInvalid();
  return Number(digits);
}
