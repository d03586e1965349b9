import type { Level } from '../player/deck.ts';
import { keptJson, type Kept } from '../util/kept.ts';

const KEY = 'plyr.volume';

/** The volume of last time (PL-02); full, where none was kept. */
export function keptLevel(kept: Kept): Level {
  const stored = keptJson<Partial<Record<keyof Level, unknown>>>(kept, KEY);
  const volume = typeof stored?.volume === 'number' ? stored.volume : 1;
  return {
    volume: Math.max(0, Math.min(1, volume)),
    muted: stored?.muted === true,
    normalised: stored?.normalised !== false,
  };
}

export function keepLevel(kept: Kept, level: Level): void {
  kept.set(KEY, JSON.stringify(level));
}
