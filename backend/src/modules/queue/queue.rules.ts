/** Who put an entry there: the listener by hand, or the collection that is being played. */
export const ORIGINS = ['manual', 'context'] as const;
export type Origin = (typeof ORIGINS)[number];

export const REPEAT_MODES = ['off', 'all', 'one'] as const;
export type RepeatMode = (typeof REPEAT_MODES)[number];

export const MAX_ENTRIES = 1000;

/** One place in the queue, as it is stored and sent. Only its own id tells two places of one track apart (P-QUEUE-01). */
export interface QueueEntry {
  entry_id: string;
  track_id: number;
  origin: Origin;
}

/** The collection behind "next from …". */
export interface QueueContext {
  kind: string;
  id: string;
  label: string;
}

/** In the words of the client's reducer. There is a current entry whenever there are entries. */
export interface QueueState {
  entries: readonly QueueEntry[];
  currentEntryId: string | null;
  progressMs: number;
  repeatMode: RepeatMode;
  shuffle: boolean;
  /** The order before it was shuffled. */
  originalEntryIds: readonly string[];
  autoAdvance: boolean;
  context: QueueContext | null;
}

export function emptyQueue(autoAdvance: boolean): QueueState {
  return {
    entries: [],
    currentEntryId: null,
    progressMs: 0,
    repeatMode: 'off',
    shuffle: false,
    originalEntryIds: [],
    autoAdvance,
    context: null,
  };
}

/** What is given replaces, what is left out stays. A position in a track belongs to the current entry, and goes with it. */
export function changed(stored: QueueState, change: Partial<QueueState>): QueueState {
  const next = { ...stored, ...change };
  const ids = new Set(next.entries.map(({ entry_id }) => entry_id));
  const stays = next.currentEntryId !== null && ids.has(next.currentEntryId);
  const currentEntryId = stays ? next.currentEntryId : (next.entries[0]?.entry_id ?? null);
  const kept = currentEntryId === stored.currentEntryId ? stored.progressMs : 0;
  return {
    ...next,
    currentEntryId,
    progressMs: stays ? (change.progressMs ?? kept) : 0,
    originalEntryIds: [...new Set(next.originalEntryIds)].filter((id) => ids.has(id)),
  };
}

/** The queue without the entries of tracks that are gone, or that its owner may not see any more. */
export function withTracks(state: QueueState, isShown: (trackId: number) => boolean): QueueState {
  const shown = (entry: QueueEntry | undefined) => entry !== undefined && isShown(entry.track_id);
  const index = state.entries.findIndex(({ entry_id }) => entry_id === state.currentEntryId);
  const current = keptAt(
    index,
    state.entries.map((entry) => (shown(entry) ? entry : null)),
  );
  return changed(state, {
    entries: state.entries.filter(shown),
    currentEntryId: current?.entry_id ?? null,
  });
}

/** What stands at a place after the dropped ones (null) have left: the one there, else the next, else the last before. */
export function keptAt<T>(index: number, places: readonly (T | null)[]): T | null {
  const from = Math.max(0, index);
  return (
    places.slice(from).find((place) => place !== null) ?? places.slice(0, from).findLast((p) => p !== null) ?? null
  );
}
