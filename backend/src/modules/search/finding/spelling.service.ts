import { Injectable } from '@nestjs/common';
import { type Guess, type Guesses, guessesFrom, joins, optionsOf, splits, wordsIn } from './guesses.rules.js';
import { SearchWordsRepository } from './search-words.repository.js';

/** More words than these say nothing new, and each costs. */
const MOST_WORDS = 6;
/** Shorter ones share their few trigrams with half of all words. */
const SHORTEST_ALIKE = 4;

/** What may have been meant: the words as names have them, whatever slips are in the typed ones. */
@Injectable()
export class SpellingService {
  constructor(private readonly words: SearchWordsRepository) {}

  async guesses(all: readonly string[]): Promise<Guesses> {
    const typed = [...new Set(all)].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
    if (typed.length === 0) return { first: [], then: [] };
    const [near, seams] = await Promise.all([this.words.near(typed), this.seams(all.slice(0, MOST_WORDS))]);
    const options = optionsOf(typed, near);
    const strange = typed.filter((word, place) => options[place]?.length === 0 && word.length >= SHORTEST_ALIKE);
    if (strange.length > 0) options.push(...optionsOf(strange, await this.words.alike(strange), true));
    const { first, then } = guessesFrom(options);
    return { first: [...seams, ...first], then };
  }

  /** Guesses for a space too few or too many. */
  private async seams(typed: readonly string[]): Promise<Guess[]> {
    const halves = typed.flatMap(splits);
    const whole = joins(typed);
    const known = new Map((await this.words.known([...halves.flat(), ...whole])).map((word) => [word.word, word]));
    const split = halves
      .map((pair) => pair.flatMap((half) => known.get(half) ?? []))
      .filter((pair) => pair.length === 2)
      .sort((a, b) => rarity(a) - rarity(b));
    return [...whole.filter((word) => known.has(word)).map((word) => [word]), ...split.slice(-2).map(wordsIn)];
  }
}

/** Of two halves the rarer one tells whether they are words and no accident. */
function rarity(pair: readonly { uses: number }[]): number {
  return Math.min(...pair.map(({ uses }) => uses));
}
