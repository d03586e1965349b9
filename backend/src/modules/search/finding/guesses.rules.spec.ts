import { expect, test } from '@jest/globals';
import { guessesFrom, joins, optionsOf, splits } from './guesses.rules.js';

const near = (place: number, word: string, uses = 1) => ({ place, word, uses });

test('of two words as near, the one that more names have is meant', () => {
  const [options] = optionsOf(['lvoe'], [near(0, 'lobe', 5), near(0, 'love', 900), near(0, 'voe', 7), near(0, 'tree')]);
  expect(options?.map(({ word }) => word)).toEqual(['love', 'voe']);
});

test('all words together come before single ones, and of the single ones no common one', () => {
  const options = optionsOf(['teh', 'emebr'], [near(0, 'the', 90_000), near(1, 'ember', 4)]);
  expect(guessesFrom(options)).toEqual([['the', 'ember'], ['ember']]);
});

test('a word that nothing is near to does not hinder the others', () => {
  expect(guessesFrom(optionsOf(['ember', 'qqqq'], [near(0, 'ember')]))).toEqual([['ember']]);
  expect(guessesFrom([[], []])).toEqual([]);
});

test('seams: where a space may be missing, or be too many', () => {
  expect(splits('abc')).toEqual([
    ['a', 'bc'],
    ['ab', 'c'],
  ]);
  expect(joins(['love', 'song', 'two'])).toEqual(['lovesong', 'songtwo']);
});
