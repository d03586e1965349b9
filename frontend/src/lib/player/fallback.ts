import type { Playable } from './playable.ts';

/** Why a source does not play. `timeout`: it stopped sending without saying so. */
export type FaultReason = 'network' | 'decode' | 'unsupported' | 'timeout';

/** Rounds beyond one try of each source before a track is given up. */
const EXTRA_TRIES = 2;
/** Wait before a source that already failed is tried again. */
const RETRY_MS = 1_500;
/** Playing on for this long makes an earlier fault forgotten. */
const RECOVERED_MS = 10_000;

/** Decides which source of a track is tried next. Sources that cannot be decoded are not tried twice; broken lines are. */
export class Fallback {
  readonly #count: number;
  readonly #dead = new Set<number>();
  #index = 0;
  #faults = 0;
  #faultAtMs = 0;

  constructor(playable: Playable) {
    this.#count = playable.sources.length;
  }

  get index(): number {
    return this.#index;
  }

  /** The current source failed. Null when nothing is left to try. */
  next(reason: FaultReason, positionMs: number): { index: number; delayMs: number } | null {
    if (reason === 'decode' || reason === 'unsupported') this.#dead.add(this.#index);
    this.#faults += 1;
    this.#faultAtMs = positionMs;
    const index = this.#nextAlive();
    if (index === null || this.#faults >= this.#count + EXTRA_TRIES) return null;
    this.#index = index;
    return { index, delayMs: this.#faults >= this.#count ? RETRY_MS : 0 };
  }

  /** Music came through up to here. */
  heard(positionMs: number): void {
    if (this.#faults > 0 && positionMs > this.#faultAtMs + RECOVERED_MS) this.#faults = 0;
  }

  #nextAlive(): number | null {
    for (let step = 1; step <= this.#count; step += 1) {
      const index = (this.#index + step) % this.#count;
      if (!this.#dead.has(index)) return index;
    }
    return null;
  }
}
