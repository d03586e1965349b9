import { hasTrigram } from './patterns.rules.js';

/** A word as it was typed, which may be the beginning or the end of one. */
export interface TypedWord {
  /** As keys spell it. */
  key: string;
  /** In about so many names it is a whole word: 0 when in none that is known. */
  uses: number;
}

/** Each trigram is a list to walk, and of more than two words the lists are longer than what they save. */
const MOST = 2;
/** What so many names have tells too little to go by. */
const TELLING_USES = 5_000;
/** A shorter part of a word is in very many. */
const TELLING_PART = 5;
/** As much of a long word as sets it apart. */
const ENOUGH = 12;

/**
 * A pattern that every key with the typed words in this order fits, by which an index finds few; null when none of the
 * words tells enough.
 */
export function anchorOf(typed: readonly TypedWord[]): string | null {
  const telling = typed.filter(({ key, uses }) =>
    uses > 0 ? uses <= TELLING_USES && hasTrigram(key) : key.length >= TELLING_PART,
  );
  const chosen = telling.toSorted((a, b) => a.uses - b.uses).slice(0, MOST);
  if (chosen.length === 0) return null;
  const parts = typed.filter((word) => chosen.includes(word)).map(({ key }) => key.slice(0, ENOUGH));
  return `%${parts.join('%')}%`;
}
