import type { KnownWord, NearWord } from './search-words.repository.js';
import { closeness } from './words.rules.js';

const OPTIONS_PER_WORD = 4;
const WHOLE_GUESSES = 4;
const SINGLE_GUESSES = 2;
/** A word that so many names have says too little alone. */
const TOO_COMMON = 2_000;

/** Words that a name must have. */
export type Guess = readonly string[];

/** A known word that may have been meant, and how near it is to what was typed: 0 to 1. */
export interface Option extends KnownWord {
  closeness: number;
}

/** What may have been meant by each typed word, the nearest first, the commoner of two as near. */
export function optionsOf(typed: readonly string[], near: readonly NearWord[], isAlike = false): Option[][] {
  return typed.map((word, place) =>
    near
      .filter((known) => known.place === place)
      .map(({ word: meant, uses }) => ({ word: meant, uses, closeness: closeness(word, meant) }))
      .filter((option) => isAlike || option.closeness > 0)
      .sort((a, b) => b.closeness - a.closeness || b.uses - a.uses)
      .slice(0, OPTIONS_PER_WORD),
  );
}

/** Two words typed as one, and one typed as two: what has to be known to be a guess. */
export function splits(word: string): [string, string][] {
  const letters = [...word];
  return letters.slice(1).map((_, at) => [letters.slice(0, at + 1).join(''), letters.slice(at + 1).join('')]);
}

export function joins(typed: readonly string[]): string[] {
  return typed.slice(1).map((word, at) => `${typed[at] ?? ''}${word}`);
}

/** What to look for, and what only where nothing was found by that. */
export interface Guesses {
  /** The likeliest words, all together. */
  first: Guess[];
  /** Without one of them, which may be a slip that is a word too, and single ones that are rare. */
  then: Guess[];
}

export function guessesFrom(options: readonly Option[][]): Guesses {
  const found = options.filter((list) => list.length > 0);
  const together = likeliest(found);
  const [best = []] = together;
  const without = best.length < 3 ? [] : best.map((_, at) => best.toSpliced(at, 1));
  const rare = found.length < 2 ? [] : found.flat().filter(saysEnough);
  const single = rare.sort((a, b) => b.closeness - a.closeness || a.uses - b.uses).slice(0, SINGLE_GUESSES);
  const first = different(together);
  const all = different([...together, ...without.filter(isTelling), ...single.map((option) => [option])]);
  return { first, then: all.slice(first.length) };
}

/** Each set of words once, in whatever order and however often each was typed. */
function different(guesses: readonly Option[][]): Guess[] {
  const sets = guesses.map((guess) => [...new Set(wordsIn(guess))]);
  return [...new Map(sets.map((words) => [words.toSorted().join(' '), words])).values()];
}

function saysEnough({ uses }: KnownWord): boolean {
  return uses <= TOO_COMMON;
}

function isTelling(guess: readonly KnownWord[]): boolean {
  return new Set(wordsIn(guess)).size > 1 || guess.every(saysEnough);
}

/** One option for each word, in the few ways that are nearest to what was typed. */
function likeliest(found: readonly Option[][]): Option[][] {
  if (found.length === 0) return [];
  return found.reduce<Option[][]>(
    (guesses, list) =>
      guesses
        .flatMap((guess) => list.map((option) => [...guess, option]))
        .sort((a, b) => worth(b) - worth(a))
        .slice(0, WHOLE_GUESSES),
    [[]],
  );
}

export function wordsIn(guess: readonly KnownWord[]): Guess {
  return guess.map(({ word }) => word);
}

function worth(guess: readonly Option[]): number {
  return guess.reduce((product, option) => product * option.closeness, 1);
}
