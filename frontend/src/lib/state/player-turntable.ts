import type { Track } from '../api/contract.ts';
import type { PlayerEngine } from '../player/engine.ts';
import type { Playable } from '../player/playable.ts';
import type { QueueAction, QueueEntry } from '../player/queue.rules.ts';
import { Bookmark } from './player-bookmark.ts';
import type { Collection, Queue, QueueRow } from './queue.svelte.ts';

export interface TurntableParts {
  engine: PlayerEngine;
  queue: Queue;
  /** Where the bytes of a track are. Synchronous, because a click allows no waiting (P-PLAY-07). */
  playableOf: (key: string, track: Track) => Playable;
  /** Another track was put on, or the same one anew. */
  onload: () => void;
}

/** So near to where it stands, a position from elsewhere is no reason to seek. */
const NEAR_MS = 1_000;

/** What is on follows the queue, and its end moves the queue on. */
export class Turntable {
  readonly bookmark: Bookmark;
  readonly #parts: TurntableParts;
  readonly #engine: PlayerEngine;
  readonly #queue: Queue;
  #on: QueueEntry | null = null;

  constructor(parts: TurntableParts) {
    this.#parts = parts;
    this.#engine = parts.engine;
    this.#queue = parts.queue;
    this.bookmark = new Bookmark(parts.queue, () => this.#isCurrentOn());
    this.#engine.on('ended', () => this.#ended());
    this.#queue.onchange((action) => this.#queueChanged(action));
  }

  /** Within a click, nothing here may wait. */
  start(track: Track, from: Collection | undefined, atMs: number): void {
    this.#queue.put(track, from);
    this.#load({ play: true, atMs });
  }

  /** It may be started in a moment. */
  expect(track: Track): void {
    this.#engine.expect(this.#parts.playableOf('expected', track));
  }

  play(): void {
    if (this.#on) this.#engine.play();
    else this.#load({ play: true });
  }

  next(): void {
    if (this.#moved({ type: 'next' })) this.#load({ play: true });
    else if (this.#queue.next) this.#engine.replay();
  }

  /** Answers whether there is another track to go back to. */
  previous(): boolean {
    const moved = this.#moved({ type: 'previous' });
    if (moved) this.#load({ play: true });
    return moved;
  }

  goTo(entryId: string): void {
    this.#queue.act({ type: 'go-to', entryId });
    this.#load({ play: true });
  }

  /** What is on cannot be played. */
  skip(): void {
    const { autoAdvance, current, next } = this.#queue;
    if (autoAdvance && next && next.entry !== current?.entry) this.goTo(next.entry.entryId);
  }

  takeOff(): void {
    if (!this.#on) return;
    this.#on = null;
    this.#engine.prepare(null);
    this.#engine.stop();
  }

  #moved(action: QueueAction): boolean {
    const before = this.#queue.current;
    this.#queue.act(action);
    return this.#queue.current?.entry !== before?.entry;
  }

  #load({ play, atMs = 0 }: { play: boolean; atMs?: number }): void {
    const { current } = this.#queue;
    if (!current) return;
    this.#parts.onload();
    this.#on = current.entry;
    this.bookmark.found(atMs);
    this.#engine.load(this.#playableOf(current), { play, atMs });
    this.#prepare();
  }

  #playableOf({ entry, track }: QueueRow): Playable {
    return this.#parts.playableOf(entry.entryId, track);
  }

  #queueChanged(action: QueueAction | null): void {
    if (action === null) this.#adopt();
    else if (action.type === 'progress') return;
    // the first track added to an empty queue is put on, silently
    else if (action.type === 'add' && !this.#on) this.#load({ play: false });
    else this.#prepare();
  }

  /** Another tab or device, or the last visit, left this queue. What sounds goes on; nothing starts. */
  #adopt(): void {
    const { current, progressMs } = this.#queue;
    const { wantsSound, positionMs } = this.#engine.snapshot;
    if (this.#isCurrentOn()) {
      if (!wantsSound && Math.abs(progressMs - positionMs) > NEAR_MS) this.#moveTo(progressMs);
      return this.#prepare();
    }
    if (wantsSound && this.#on) return this.#insist(this.#on, positionMs);
    if (current) this.#load({ play: false, atMs: progressMs });
    else this.takeOff();
  }

  /** What sounds is the current one, whatever was decided elsewhere. */
  #insist(entry: QueueEntry, positionMs: number): void {
    this.#queue.act({ type: 'go-to', entryId: entry.entryId, entry });
    this.bookmark.put(positionMs);
  }

  /** Where another device stopped. */
  #moveTo(positionMs: number): void {
    this.bookmark.found(positionMs);
    this.#engine.seek(positionMs);
  }

  #isCurrentOn(): boolean {
    return this.#on !== null && this.#queue.current?.entry.entryId === this.#on.entryId;
  }

  /** Tells the engine what to fetch; not while another track than the current one is on, for then a load follows. */
  #prepare(): void {
    if (!this.#isCurrentOn()) return;
    const { current, afterTheEnd } = this.#queue;
    const another = afterTheEnd && afterTheEnd.entry !== current?.entry ? afterTheEnd : null;
    this.#engine.prepare(another && this.#playableOf(another));
  }

  /** Runs inside the `ended` event of the element: no waiting (P-PLAY-06). */
  #ended(): void {
    const { current, afterTheEnd } = this.#queue;
    if (!afterTheEnd) return this.bookmark.put(0);
    if (afterTheEnd.entry === current?.entry) return this.#engine.replay();
    this.goTo(afterTheEnd.entry.entryId);
  }
}
