import type { Snippet } from 'svelte';
import type { Track } from '#lib/api/contract.ts';

/** Rows that may change places: who shows the list knows how, and what stands beside a title then. */
export interface Arranging {
  handle: Snippet<[Track]>;
  remove?: Snippet<[Track]>;
  /** How far it is drawn; null while it is not held. */
  drawn: (track: Track) => number | null;
  /** What is held would land before it. */
  over: (track: Track) => boolean;
  /** What is held would land behind all. */
  atEnd: () => boolean;
}
