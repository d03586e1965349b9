import { SvelteMap } from 'svelte/reactivity';
import type { Track } from '../api/contract.ts';
import { Emitter } from '../player/emitter.ts';
import { behind, entryOf, type Collection } from '../player/collection.ts';
import {
  afterTheEnd,
  currentEntry,
  EMPTY_QUEUE,
  following,
  MAX_ENTRIES,
  places,
  reduceQueue,
  sameContext,
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
import { QueueMemory } from './queue-memory.ts';

/** An entry with its track: what a row shows. */
export interface QueueRow {
  readonly entry: QueueEntry;
  readonly track: Track;
}

export interface QueueSection {
  readonly origin: Origin;
  readonly rows: QueueRow[];
}

export interface QueueParts {
  keeper: QueueKeeper;
  kept: Kept;
}

export type { Collection } from '../player/collection.ts';

const OPEN_KEY = 'plyr.queue-open';

/** The queue as the page sees it: entries of the reducer with their tracks. It holds the list; the player makes the sound. */
export class Queue {
  #state = $state.raw<QueueState>(EMPTY_QUEUE);
  readonly #tracks = new SvelteMap<number, Track>();
  #open = $state(false);
  readonly #memory: QueueMemory;
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
    this.#memory = new QueueMemory(keeper);
    this.#kept = kept;
    this.#open = kept.get(OPEN_KEY) === 'true';
  }

  get state(): QueueState {
    return this.#state;
  }

  /** Whose queue it is; null is a guest. */
  get owner(): string | null {
    return this.#memory.owner;
  }

  /** What was done here and is not saved yet. */
  get unsent(): readonly QueueAction[] {
    return this.#memory.unsent;
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

  /** Called after each change, with what was done; null when another state took its place. */
  onchange(listener: (action: QueueAction | null) => void): () => void {
    return this.#events.on('change', listener);
  }

  /** Called when what was done is where others find it, and whether that was more than a position. */
  onsaved(listener: (list: boolean) => void): () => void {
    return this.#memory.onsaved(listener);
  }

  /** Takes up what was put down last time. Nothing starts. */
  restore(): void {
    const { state, tracks } = this.#memory.open();
    this.learn(tracks);
    this.#replace(state);
  }

  /** Another tab of this browser put down a queue. */
  reread(): void {
    const kept = this.#memory.reread();
    if (!kept) return;
    this.learn(kept.tracks);
    this.#replace(this.#memory.redoneOn(kept.state));
    if (this.unsent.length > 0) this.#keep();
  }

  /** A state that was saved elsewhere, and on it what was done here meanwhile. Nothing starts. */
  rebase(base: QueueState, tracks: readonly Track[]): void {
    this.learn(tracks);
    this.#replace(this.#memory.redoneOn(base));
    this.#keep();
  }

  /** From now on it is this listener's: what a guest had becomes theirs, what another listener had goes. */
  belongTo(owner: string): void {
    if (this.owner === owner) return;
    const anothers = this.owner !== null;
    this.#memory.belongTo(owner);
    if (anothers) this.#replace(EMPTY_QUEUE);
    this.#keep();
  }

  /** Signed out: nothing of it stays in this browser. */
  forget(): void {
    this.#memory.belongTo(null);
    this.#replace(EMPTY_QUEUE);
    this.#keep();
    this.flush();
  }

  /** These actions are saved. */
  acknowledge(sent: readonly QueueAction[]): void {
    this.#memory.acknowledge(sent);
    this.#keep();
  }

  /** Fresher copies of tracks, from whatever list was just loaded; copies in a queue go stale (P-QUEUE-02). */
  learn(tracks: readonly Track[]): void {
    for (const track of tracks) this.#tracks.set(track.id, track);
  }

  act(action: QueueAction): void {
    const before = this.#state;
    const state = reduceQueue(before, action);
    if (state === before) return;
    this.#state = state;
    this.#memory.note(action, before, state);
    this.#keep();
    this.#events.emit('change', action);
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

  /** More of the collection that plays. Answers whether it still plays, and there is room for yet more. */
  extend({ context, tracks }: Collection): boolean {
    this.learn(tracks);
    this.act({ type: 'extend', context, entries: tracks.map((track) => entryOf(track, 'context')) });
    return sameContext(this.context, context) && this.#state.entries.length < MAX_ENTRIES;
  }

  /** What is on now was put on by this collection. */
  plays(context: QueueContext): boolean {
    return this.current?.entry.origin === 'context' && sameContext(this.context, context);
  }

  shuffle(): void {
    this.act(shuffled(this.#state));
  }

  flush(): void {
    this.#memory.flush();
  }

  #replace(state: QueueState): void {
    this.#state = state;
    this.#events.emit('change', null);
  }

  #keep(): void {
    this.#memory.write(this.#state, this.#needed());
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
