import type { PlayerSnapshot } from '../player/engine.ts';
import type { Queue } from './queue.svelte.ts';

/** While it sounds, the position is put down this often. */
const PUT_DOWN_MS = 10_000;

/** Where it stands in the current track, put down for the next visit and for other devices. */
export class Bookmark {
  readonly #queue: Queue;
  readonly #fits: () => boolean;
  #liesAtMs = 0;

  /** `fits` says whether the track that is on is the current one of the queue: positions of others mean nothing there. */
  constructor(queue: Queue, fits: () => boolean) {
    this.#queue = queue;
    this.#fits = fits;
  }

  /** There it is put down already. */
  found(positionMs: number): void {
    this.#liesAtMs = positionMs;
  }

  put(positionMs: number): void {
    if (!this.#fits()) return;
    this.#liesAtMs = positionMs;
    this.#queue.act({ type: 'progress', ms: positionMs });
  }

  follow(before: PlayerSnapshot, now: PlayerSnapshot): void {
    if (now.state === 'ended') return;
    const paused = before.wantsSound && !now.wantsSound;
    if (paused || Math.abs(now.positionMs - this.#liesAtMs) >= PUT_DOWN_MS) this.put(now.positionMs);
  }
}
