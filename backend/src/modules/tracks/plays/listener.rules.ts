import { createHmac } from 'node:crypto';
import { SECOND_MS } from '../../../common/clock.js';

const SHORTEST_MS = 30 * SECOND_MS;
const LONGEST_MS = 3600 * SECOND_MS;
const UNKNOWN_MS = 300 * SECOND_MS;

/** Within this time a listener's further plays of a track count as the same one (TRK-06). */
export function windowMs(durationMs: number | null): number {
  return durationMs === null ? UNKNOWN_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, durationMs));
}

/** What a request says about who listens. */
export interface Listener {
  did: string | null;
  /** Value of the cookie, when the browser sent it. */
  cookie: string | null;
  address: string;
  agent: string;
}

export interface ListenerKeys {
  /** Under which the play is written. */
  own: Buffer;
  /** Plays under any of these are this listener's: a guest's first one was written before their browser had the cookie. */
  all: Buffer[];
  /** Plays of one listener are counted one after the other under this name. */
  turn: string;
}

/** Who listens, without saying who: keyed hashes of the DID, else of the cookie, else of address and browser. */
export function listenerKeys({ did, cookie, address, agent }: Listener, secret: string): ListenerKeys {
  const keyOf = (kind: string, text: string) => createHmac('sha256', secret).update(`${kind}:${text}`).digest();
  if (did) return keysFrom([keyOf('did', did)]);
  const place = keyOf('place', `${address} ${agent}`);
  return keysFrom(cookie ? [place, keyOf('cookie', cookie)] : [place]);
}

function keysFrom(all: [Buffer, ...Buffer[]]): ListenerKeys {
  return { own: all.at(-1) ?? all[0], all, turn: all[0].toString('hex') };
}
