import { MINUTE_MS } from '../../../common/clock.js';
import { isTid, timeOfTid } from '../../../common/ids.js';
import type { Collection } from '../lexicon/collections.rules.js';

/** Subjects before what is about them, so that one batch rarely has to park what it can resolve itself. */
export const ORDER_OF_INTAKE: readonly Collection[] = ['actor.profile', 'track', 'like', 'comment', 'list'];

/** Whether this can be a DID that an account may have; more than the database asks for. */
export function isDid(text: string): boolean {
  return text.length <= 2048 && /^did:(plc:[a-z2-7]{24}|web:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-])$/.test(text);
}

/** Revisions are TIDs, so they sort as text; anything else could not be ordered. */
export function isRev(text: string): boolean {
  return isTid(text);
}

/** `at://did/collection/rkey` → the key of its row in any of our tables. */
export function uriOf({ did, collection, rkey }: { did: string; collection: string; rkey: string }): string {
  return `at://${did}/${collection}/${rkey}`;
}

/**
 * PostgreSQL keeps no NUL and no half of a surrogate pair, in text or jsonb; both can stand in a record that is valid
 * otherwise. `JSON.stringify` writes exactly these as escapes.
 */
export function isStorable(value: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value));
}

/** The last word on each record among events in the order of their arrival: by rev, and of equal ones the later. */
export function newestOfEach<T extends { uri: string; rev: string }>(events: readonly T[]): Set<T> {
  const newest = new Map<string, T>();
  for (const event of events) {
    const other = newest.get(event.uri);
    if (!other || event.rev >= other.rev) newest.set(event.uri, event);
  }
  return new Set(newest.values());
}

/** Two clocks agree within this. */
const SKEW_MS = 5 * MINUTE_MS;

/** Whether a revision may have been made before this moment, by clocks that need not agree. */
export function mayPrecede(rev: string, moment: Date): boolean {
  const madeAt = timeOfTid(rev);
  return madeAt !== undefined && madeAt.getTime() < moment.getTime() + SKEW_MS;
}
