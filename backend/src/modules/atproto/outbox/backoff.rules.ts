import { HOUR_MS, SECOND_MS } from '../../../common/clock.js';

const FIRST_WAIT_MS = 5 * SECOND_MS;
const LONGEST_WAIT_MS = HOUR_MS;
/** A server may ask for more patience than we have by ourselves, but not for ever. */
const LONGEST_ASKED_WAIT_MS = 24 * HOUR_MS;

/**
 * How long to wait after so many tries: 5 s, doubling, at most an hour; longer when the server named a time
 * (`Retry-After`).
 */
export function waitAfter(attempts: number, askedMs = 0): number {
  const ours = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);
  return Math.max(ours, Math.min(askedMs, LONGEST_ASKED_WAIT_MS));
}
