import type { Track } from '../api/contract.ts';
import {
  EMPTY_QUEUE,
  type QueueAction,
  type QueueContext,
  type QueueEntry,
  type QueueState,
  type RepeatMode,
} from '../player/queue.rules.ts';
import { keptJson, type Kept } from '../util/kept.ts';

/** A queue with what its tracks looked like when it was put down. */
export interface KeptQueue {
  state: QueueState;
  tracks: Track[];
  /** Whose it is; null is a guest. */
  owner: string | null;
  /** What the owner's queue on the server does not have yet. */
  unsent: readonly QueueAction[];
}

/** Where the queue outlives the page in this browser; a guest has no other place. */
export interface QueueKeeper {
  read(): KeptQueue;
  /** Often; how often it reaches its place is the keeper's business, and `written` is called when it did. */
  write(queue: KeptQueue, written: () => void): void;
  /** The page is going away. */
  flush(): void;
}

const KEY = 'plyr.queue';
const QUIET_MS = 250;
/** Goes up when actions change their form: what an older version did and never sent is then not understood. */
const ACTIONS_FORM = 2;

/** In localStorage, written when the listener has been quiet for a moment. */
export class LocalQueueKeeper implements QueueKeeper {
  readonly #kept: Kept;
  #waiting: { queue: KeptQueue; written: () => void } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  read(): KeptQueue {
    return readQueue(keptJson<unknown>(this.#kept, KEY));
  }

  write(queue: KeptQueue, written: () => void): void {
    this.#waiting = { queue, written };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    if (!waiting) return;
    this.#kept.set(KEY, JSON.stringify({ ...waiting.queue, actionsForm: ACTIONS_FORM }));
    waiting.written();
  }
}

/** What cannot be understood is left out; an entry without its track cannot be played, so it goes too. */
function readQueue(stored: unknown): KeptQueue {
  if (!isRecord(stored) || !isRecord(stored.state) || !Array.isArray(stored.tracks)) return nothing();
  const tracks = stored.tracks.filter(isTrack);
  const known = new Set(tracks.map((track) => track.id));
  const { state } = stored;
  const entries = (Array.isArray(state.entries) ? state.entries : [])
    .filter(isEntry)
    .filter((entry) => known.has(entry.trackId));
  const current = entries.find((entry) => entry.entryId === state.currentEntryId) ?? entries[0];
  const isUnderstood = stored.actionsForm === ACTIONS_FORM && Array.isArray(stored.unsent);
  return {
    tracks,
    owner: typeof stored.owner === 'string' ? stored.owner : null,
    unsent: isUnderstood ? (stored.unsent as QueueAction[]) : [],
    state: {
      entries,
      currentEntryId: current?.entryId ?? null,
      progressMs: current && typeof state.progressMs === 'number' ? state.progressMs : 0,
      repeatMode: isRepeatMode(state.repeatMode) ? state.repeatMode : 'off',
      autoAdvance: state.autoAdvance !== false,
      context: isContext(state.context) ? state.context : null,
    },
  };
}

const nothing = (): KeptQueue => ({ state: EMPTY_QUEUE, tracks: [], owner: null, unsent: [] });

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isTrack(value: unknown): value is Track {
  return (
    isRecord(value) &&
    typeof value.id === 'number' &&
    typeof value.file_id === 'string' &&
    Array.isArray(value.renditions)
  );
}

function isEntry(value: unknown): value is QueueEntry {
  if (!isRecord(value) || typeof value.entryId !== 'string' || typeof value.trackId !== 'number') return false;
  return value.origin === 'manual' || value.origin === 'context';
}

function isRepeatMode(value: unknown): value is RepeatMode {
  return value === 'off' || value === 'all' || value === 'one';
}

function isContext(value: unknown): value is QueueContext {
  return isRecord(value) && [value.kind, value.id, value.label].every((part) => typeof part === 'string');
}
