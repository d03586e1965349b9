/**
 * News: told once, in the process where it happened, after the transaction. A listener does one small thing, such as
 * queueing a job; what must not be lost is a row or a job, never an event.
 */
export interface News {
  'session.started': { did: string };
  'account.changed': { did: string };
  /** Other clients brought likes of these people, or took some away. A rebuild does not tell. */
  'likes.arrived': { dids: string[] };
  'track.published': { trackId: number };
  /** Records brought these tracks, or changed them, in one go; some may not play yet. A rebuild tells nothing else. */
  'tracks.arrived': { trackIds: number[] };
  'track.changed': { trackId: number };
  'track.removed': { trackId: number; artistDid: string };
  'track.played': { trackId: number; did: string | null };
}

/** Signals: heard by every process, at most once, perhaps never. Payloads are small (under 8,000 bytes). */
export interface Signals {
  'job.changed': { id: string };
  /** Somebody's queue was written: what is kept of it is old. */
  'queue.changed': { did: string };
  /** What guests see in lists has changed: something was published, edited or removed. */
  'listings.changed': Record<string, never>;
}
