import type { Level } from '../player/deck.ts';
import type { PlayerEngine } from '../player/engine.ts';
import { keptJson, type Kept } from '../util/kept.ts';

const KEY = 'plyr.volume';

/** How loud it sounds in this browser, as it was the last time (PL-02). */
export class PlayerLevel {
  #normalised = $state(true);
  readonly #engine: PlayerEngine;
  readonly #kept: Kept;

  constructor(engine: PlayerEngine, kept: Kept) {
    this.#engine = engine;
    this.#kept = kept;
    this.change(keptLevel(kept));
  }

  /** Loud tracks are brought down to a common level. */
  get normalised(): boolean {
    return this.#normalised;
  }

  change(change: Partial<Level>): void {
    if (change.normalised !== undefined) this.#normalised = change.normalised;
    this.#engine.setLevel(change);
    const { volume, muted } = this.#engine.snapshot;
    this.#kept.set(KEY, JSON.stringify({ volume, muted, normalised: this.#normalised } satisfies Level));
  }
}

/** Full, where none was kept. */
function keptLevel(kept: Kept): Level {
  const stored = keptJson<Partial<Record<keyof Level, unknown>>>(kept, KEY);
  const volume = typeof stored?.volume === 'number' ? stored.volume : 1;
  return {
    volume: Math.max(0, Math.min(1, volume)),
    muted: stored?.muted === true,
    normalised: stored?.normalised !== false,
  };
}
