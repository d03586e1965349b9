import { CursorInvalid } from '../../../common/page.js';
import { isUuid } from '../../../common/ids.js';

/** A place in a list ordered by title, then id. */
export interface TitlePlace {
  /** In lower case, as the database orders it. */
  title: string;
  id: string;
}

export function encodeTitlePlace({ title, id }: TitlePlace): string {
  return Buffer.from(JSON.stringify([title, id])).toString('base64url');
}

/** Throws {@link CursorInvalid} for anything that {@link encodeTitlePlace} did not make. */
export function decodeTitlePlace(cursor: string): TitlePlace {
  try {
    const [title, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (typeof title === 'string' && typeof id === 'string' && isUuid(id)) return { title, id };
  } catch {
    // Not ours, as below.
  }
  throw new CursorInvalid();
}
