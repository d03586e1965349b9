import type { Track } from '../api/contract.ts';
import { newId } from './ids.ts';
import type { Origin, QueueContext, QueueEntry } from './queue.rules.ts';

/** A list that a track is played out of. */
export interface Collection {
  readonly context: QueueContext;
  readonly tracks: readonly Track[];
}

export function entryOf(track: Track, origin: Origin): QueueEntry {
  return { entryId: newId(), trackId: track.id, origin };
}

/** What comes after a track in its list; of a list that does not hold it, all. */
export function behind(track: Track, tracks: readonly Track[]): readonly Track[] {
  const index = tracks.findIndex((other) => other.id === track.id);
  return index === -1 ? tracks : tracks.slice(index + 1);
}
