import { timeOfTid } from '../../../common/ids.js';
import { MINUTE_MS } from '../../../common/clock.js';

/** Nobody published records before that. */
const EARLIEST = Date.UTC(2000, 0, 1);
/** Clocks differ. */
const AHEAD_MS = 5 * MINUTE_MS;
/** UTC to the microsecond, which is what PostgreSQL keeps. */
const EXACT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/**
 * When something happened, as far as its record can be believed: what it claims, when that lies between the year 2000 and
 * now; else the moment of its key, then that of the revision that brought it, then now. Key and revision do not depend on
 * when we look, so a rebuild comes to the same time.
 */
export function believedTime(claimed: string, { rkey, rev }: { rkey: string; rev: string }, now: Date): string {
  const isCredible = (at: number) => at >= EARLIEST && at <= now.getTime() + AHEAD_MS;
  const at = Date.parse(claimed);
  if (isCredible(at)) return exact(claimed, new Date(at).toISOString());
  const others = [rkey, rev].map(timeOfTid).filter((time) => time !== undefined);
  return (others.find((time) => isCredible(time.getTime())) ?? now).toISOString();
}

/** With its microseconds where the database can read it: it refuses days that do not exist, such as the 30th of February. */
function exact(claimed: string, plain: string): string {
  const seconds = 'YYYY-MM-DDThh:mm:ss'.length;
  return EXACT.test(claimed) && claimed.slice(0, seconds) === plain.slice(0, seconds) ? claimed : plain;
}
