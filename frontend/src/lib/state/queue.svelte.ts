import { SvelteMap } from 'svelte/reactivity';
import type { Track } from '../api/contract.ts';
import { Emitter } from '../player/emitter.ts';
import { newId } from '../player/ids.ts';
import {
  afterTheEnd,
  currentEntry,
  EMPTY_QUEUE,
  following,
  places,
  reduceQueue,
  sections,
  shuffled,
  trackIds,
  upNext,
  type Origin,
  type QueueAction,
  type QueueContext,
  type QueueEntry,
  type QueueState,
} from '../player/queue.rules.ts';
import type { Kept } from '../util/kept.ts';
import type { QueueKeeper } from './queue-keeper.ts';

/** An entry with its track: what a row shows. */
export interface QueueRow {
  readonly entry: QueueEntry;
  readonly track: Track;
}

export interface QueueSection {
  readonly origin: Origin;
  readonly rows: QueueRow[];
}

/** A list that a track is played out of. */
export interface Collection {
  readonly context: QueueContext;
  readonly tracks: readonly Track[];
}

export interface QueueParts {
  keeper: QueueKeeper;
  kept: Kept;
}

const OPEN_KEY = 'plyr.queue-open';

/** The queue as the page sees it: entries of the reducer with their tracks. It holds the list; the player makes the sound. */
export class Queue {
  #state = $state.raw<QueueState>(EMPTY_QUEUE);
  readonly #tracks = new SvelteMap<number, Track>();
  #open = $state(false);
  readonly #keeper: QueueKeeper;
  readonly #kept: Kept;
  readonly #events = new Emitter<{ change: QueueAction | null }>();

  readonly current = $derived(this.#row(currentEntry(this.#state)));
  readonly next = $derived(this.#row(following(this.#state)));
  readonly afterTheEnd = $derived(this.#row(afterTheEnd(this.#state)));
  readonly sections = $derived<QueueSection[]>(
    sections(this.#state).map(({ origin, entries }) => ({ origin, rows: this.#rows(entries) })),
  );
  readonly upNextCount = $derived(upNext(this.#state).length);
  /** Queue number of each track that is coming, from 1; the first place counts. */
  readonly places = $derived(places(this.#state));

  constructor({ keeper, kept }: QueueParts) {
    this.#keeper = keeper;
    this.#kept = kept;
    this.#open = kept.get(OPEN_KEY) === 'true';
  }

  get context(): QueueContext | null {
    return this.#state.context;
  }

  get repeatMode(): QueueState['repeatMode'] {
    return this.#state.repeatMode;
  }

  get autoAdvance(): boolean {
    return this.#state.autoAdvance;
  }

  get progressMs(): number {
    return this.#state.progressMs;
  }

  /** Whether the panel is open; remembered. */
  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    this.#kept.set(OPEN_KEY, String(open));
  }

  /** Called after each change of the list, with what was done; null after it was restored. */
  onchange(listener: (action: QueueAction | null) => void): () => void {
    return this.#events.on('change', listener);
  }

  /** Takes up what was put down last time. Nothing starts. */
  restore(): void {
    const { state, tracks } = this.#keeper.read();
    this.learn(tracks);
    this.#state = state;
    this.#events.emit('change', null);
  }

  /** Fresher copies of tracks, from whatever list was just loaded; copies in a queue go stale (P-QUEUE-02). */
  learn(tracks: readonly Track[]): void {
    for (const track of tracks) this.#tracks.set(track.id, track);
  }

  act(action: QueueAction): void {
    const state = reduceQueue(this.#state, action);
    if (state === this.#state) return;
    this.#state = state;
    this.#keeper.write({ state, tracks: this.#needed() });
    if (action.type !== 'progress') this.#events.emit('change', action);
  }

  /** Makes a track the current one; what stands behind it in its collection comes along. */
  put(track: Track, from?: Collection): void {
    const tail = from ? behind(track, from.tracks) : [];
    this.learn([track, ...tail]);
    this.act({
      type: 'play',
      entry: entryOf(track, from ? 'context' : 'manual'),
      tail: tail.map((next) => entryOf(next, 'context')),
      ...(from && { context: from.context }),
    });
  }

  add(tracks: readonly Track[]): void {
    this.learn(tracks);
    this.act({ type: 'add', entries: tracks.map((track) => entryOf(track, 'manual')) });
  }

  shuffle(): void {
    this.act(shuffled(this.#state));
  }

  flush(): void {
    this.#keeper.flush();
  }

  #row(entry: QueueEntry | null): QueueRow | null {
    const track = entry && this.#tracks.get(entry.trackId);
    return entry && track ? { entry, track } : null;
  }

  #rows(entries: readonly QueueEntry[]): QueueRow[] {
    return entries.map((entry) => this.#row(entry)).filter((row) => row !== null);
  }

  #needed(): Track[] {
    return trackIds(this.#state)
      .map((trackId) => this.#tracks.get(trackId))
      .filter((track) => track !== undefined);
  }
}

function entryOf(track: Track, origin: Origin): QueueEntry {
  return { entryId: newId(), trackId: track.id, origin };
}

function behind(track: Track, tracks: readonly Track[]): readonly Track[] {
  const index = tracks.findIndex((other) => other.id === track.id);
  return index === -1 ? tracks : tracks.slice(index + 1);
}
