import { closeness, wordsOf } from './words.rules.js';

/** How a name was found; each stands above all that follow (P-FIND-01). */
export type Tier = 'exact' | 'prefix' | 'word' | 'inside' | 'near';

/** Where the relevance of a tier begins and ends (api.md, 13). */
const BANDS: Record<Exclude<Tier, 'near'>, [number, number]> = {
  exact: [1, 1],
  prefix: [0.8, 0.95],
  word: [0.65, 0.79],
  inside: [0.45, 0.64],
};
const NEAR_TOP = 0.45;
/** A beginning of a word is not all of it, and words written together are not quite what was typed. */
const ALMOST = 0.9;
/** So much less a name is worth that has nearly everything besides. Little: long titles are not worse. */
const SURPLUS = 0.05;
/** So much of what was typed must be found again. */
const LEAST_LIKENESS = 0.5;
/** Nothing is more popular than this many plays; up to it, ten times as many are a step. */
const UTMOST_POPULARITY = 1e6;

/** 0 to 1, on a logarithmic scale. */
export function fame(popularity: number): number {
  return Math.min(1, Math.log10(1 + Math.max(0, popularity)) / Math.log10(UTMOST_POPULARITY));
}

/** 0.0 to 1.0: the tier decides, the popularity moves it within its band; a near one counts by its likeness. */
export function relevance(tier: Tier, popularity: number, likeness = 1): number {
  if (tier === 'near') return round(NEAR_TOP * likeness);
  const [low, high] = BANDS[tier];
  return round(low + (high - low) * fame(popularity));
}

/**
 * How much of what was typed is in a name, 0 to 1, words in any order and with slips of the finger; 0 when it is less
 * than half. Measured in letters and not in trigrams: short words have hardly any of those.
 */
export function likeness(typed: readonly string[], name: string): number {
  const words = wordsOf(name);
  const joined = ALMOST * (words.join('').includes(typed.join('')) ? 1 : 0);
  const letters = typed.reduce((sum, word) => sum + word.length, 0);
  const found = typed.reduce((sum, word) => sum + word.length * best(word, words), 0);
  const share = Math.max(joined, letters === 0 ? 0 : found / letters);
  if (share < LEAST_LIKENESS) return 0;
  return share * (1 - SURPLUS * surplus(letters, words.join('').length));
}

/** How much of a name was not asked for: 0 to 1. */
function surplus(typed: number, name: number): number {
  return name === 0 ? 0 : Math.max(0, name - typed) / name;
}

function best(typed: string, words: readonly string[]): number {
  return Math.max(0, ...words.map((word) => Math.max(closeness(typed, word), beginning(typed, word))));
}

function beginning(typed: string, word: string): number {
  return typed.length > 1 && word.startsWith(typed) ? ALMOST : 0;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
