import type { Found } from '#lib/api/contract.ts';
import { grouped, type FoundGroup, type FoundLine } from './found.ts';
import type { RecentSearches } from './recent.ts';

export interface SearchParts {
  find: (text: string, signal: AbortSignal) => Promise<readonly Found[]>;
  recent: RecentSearches;
}

export const FEWEST = 2;
export const MOST = 100;
/** SRCH-03: a pause in typing before the server is asked. */
export const PAUSE_MS = 150;

/** The search dialog: what is typed, what was found for it, and the line that enter would open. */
export class Search {
  #text = $state('');
  groups = $state.raw<readonly FoundGroup[]>([]);
  /** What the groups were found for; null until there was an answer. */
  foundFor = $state<string | null>(null);
  waiting = $state(false);
  problem = $state.raw<unknown>(null);
  active = $state(0);
  recent = $state.raw<readonly string[]>([]);
  readonly lines = $derived<readonly FoundLine[]>(this.groups.flatMap(({ lines }) => lines));
  readonly words = $derived(this.#text.trim());
  readonly tooShort = $derived([...this.words].length < FEWEST);
  readonly tooLong = $derived([...this.words].length > MOST);
  readonly #parts: SearchParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;
  /** What enter opens once the answer is there. */
  #entered: (() => void) | null = null;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    this.recent = parts.recent.words;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    const before = this.words;
    this.#text = text;
    if (this.words === before) return;
    this.#callOff();
    if (this.tooShort || this.tooLong) this.#show([], null);
    else this.#askSoon();
  }

  /** Choices that the arrows go through: what was found, or before that what was searched for earlier. */
  get choices(): number {
    return this.#text ? this.lines.length : this.recent.length;
  }

  get chosen(): FoundLine | null {
    return this.#text ? (this.lines[this.active] ?? null) : null;
  }

  /** Round and round. */
  step(by: 1 | -1): void {
    if (this.choices > 0) this.active = (this.active + by + this.choices) % this.choices;
  }

  /** Opens the line that is chosen; while the answer to what was typed is on its way, the first of that. */
  enter(open: () => void): void {
    if (this.waiting) this.#entered = open;
    else open();
  }

  retry(): void {
    this.#callOff();
    void this.#ask(this.words);
  }

  /** Something was opened: the words led somewhere, so they are worth keeping. */
  opened(): void {
    if (!this.tooShort && !this.tooLong) this.#parts.recent.remember(this.words);
  }

  /** Searches for it again. */
  repeat(words: string | undefined): void {
    if (words) this.text = words;
  }

  forget(): void {
    this.#parts.recent.forget();
    this.recent = [];
  }

  close(): void {
    this.#callOff();
  }

  #askSoon(): void {
    this.waiting = true;
    this.#timer = setTimeout(() => void this.#ask(this.words), PAUSE_MS);
  }

  async #ask(words: string): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    this.waiting = true;
    this.problem = null;
    try {
      const results = await this.#parts.find(words, asking.signal);
      if (this.#asking !== asking) return;
      const entered = this.#entered;
      this.#show(grouped(results), words);
      entered?.();
    } catch (problem) {
      if (this.#asking !== asking) return;
      this.#show([], null);
      this.problem = problem;
    }
  }

  #show(groups: readonly FoundGroup[], foundFor: string | null): void {
    this.groups = groups;
    this.foundFor = foundFor;
    this.active = 0;
    this.#entered = null;
    this.waiting = false;
    this.problem = null;
  }

  /** An answer that is still on its way belongs to older words. */
  #callOff(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
    this.#entered = null;
    this.waiting = false;
  }
}
