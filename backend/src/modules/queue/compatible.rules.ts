import type { CompatibleQueueState } from './queue.dto.js';
import { keptAt, type QueueEntry, type QueueState } from './queue.rules.js';

/** How clients from before entries had ids write a queue: by file ids and places in a list. */
export interface CompatibleForm {
  track_ids: readonly string[];
  current_index?: number | undefined;
  current_track_id?: string | null | undefined;
  original_order_ids?: readonly string[] | undefined;
}

/** What such a write means for the stored queue (api.md, adapter rule). */
export interface Adapted {
  entries: readonly QueueEntry[];
  currentEntryId: string | null;
  originalEntryIds?: readonly string[];
}

/**
 * Recognizes the stored entries in a compatible form, so that they keep their ids, and makes entries for the rest.
 * `trackOf` knows the tracks that the writer may see, by present and former file ids; others are dropped.
 */
export function adapted(
  form: CompatibleForm,
  stored: QueueState,
  trackOf: ReadonlyMap<string, number>,
  newId: () => string,
): Adapted {
  const known = new Unused(stored.entries);
  const places = form.track_ids.map((fileId) => {
    const trackId = trackOf.get(fileId);
    return trackId === undefined ? null : (known.take(trackId) ?? manual(newId(), trackId));
  });
  const entries = places.filter((place) => place !== null);
  const unused = new Unused(entries);
  const original = form.original_order_ids?.map((fileId) => unused.take(trackOf.get(fileId))?.entry_id);
  return {
    entries,
    currentEntryId: currentOf(form, places, trackOf)?.entry_id ?? stored.currentEntryId,
    ...(original && { originalEntryIds: original.filter((id) => id !== undefined) }),
  };
}

/** Places of a shown queue in the compatible form. `fileOf` knows the file id of each of its tracks. */
export function compatibleForm(state: QueueState, fileOf: ReadonlyMap<number, string>): CompatibleQueueState {
  const files = new Map(state.entries.map((entry) => [entry.entry_id, fileOf.get(entry.track_id) ?? '']));
  const index = state.entries.findIndex(({ entry_id }) => entry_id === state.currentEntryId);
  return {
    track_ids: [...files.values()],
    current_index: Math.max(0, index),
    current_track_id: files.get(state.currentEntryId ?? '') ?? null,
    original_order_ids: state.originalEntryIds.map((id) => files.get(id) ?? ''),
  };
}

function currentOf(
  { current_index: index, current_track_id: fileId }: CompatibleForm,
  places: readonly (QueueEntry | null)[],
  trackOf: ReadonlyMap<string, number>,
): QueueEntry | null {
  if (index !== undefined && index >= 0 && index < places.length) return keptAt(index, places);
  const trackId = fileId ? trackOf.get(fileId) : undefined;
  return places.find((place) => place !== null && place.track_id === trackId) ?? null;
}

function manual(entryId: string, trackId: number): QueueEntry {
  return { entry_id: entryId, track_id: trackId, origin: 'manual' };
}

/** Entries by their track, each given away once and in order. */
class Unused {
  private readonly byTrack = new Map<number, QueueEntry[]>();

  constructor(entries: readonly QueueEntry[]) {
    for (const entry of entries) {
      const waiting = this.byTrack.get(entry.track_id);
      if (waiting) waiting.push(entry);
      else this.byTrack.set(entry.track_id, [entry]);
    }
  }

  take(trackId: number | undefined): QueueEntry | undefined {
    return trackId === undefined ? undefined : this.byTrack.get(trackId)?.shift();
  }
}
