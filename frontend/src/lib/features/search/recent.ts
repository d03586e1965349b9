import { keptJson, type Kept } from '#lib/util/kept.ts';

const KEY = 'plyr.recent-searches';
const MOST = 6;

interface Remembered {
  /** Who searched; null is a guest. */
  owner: string | null;
  words: string[];
}

/** What was searched for in this browser, latest first. Nobody sees another's. */
export class RecentSearches {
  readonly #kept: Kept;
  readonly #owner: () => string | null;

  constructor(kept: Kept, owner: () => string | null) {
    this.#kept = kept;
    this.#owner = owner;
  }

  get words(): readonly string[] {
    const known = keptJson<Remembered>(this.#kept, KEY);
    return known?.owner === this.#owner() && Array.isArray(known.words) ? known.words : [];
  }

  remember(text: string): void {
    const words = [text, ...this.words.filter((word) => word.toLowerCase() !== text.toLowerCase())].slice(0, MOST);
    this.#kept.set(KEY, JSON.stringify({ owner: this.#owner(), words } satisfies Remembered));
  }

  forget(): void {
    this.#kept.remove(KEY);
  }
}
