import { expect, test } from '@jest/globals';
import { guessesFrom, joins, optionsOf, splits } from './guesses.rules.js';

const near = (place: number, word: string, uses = 1) => ({ place, word, uses });

test('of two words as near, the one that more names have is meant', () => {
  const [options] = optionsOf(['lvoe'], [near(0, 'lobe', 5), near(0, 'love', 900), near(0, 'voe', 7), near(0, 'tree')]);
  expect(options?.map(({ word }) => word)).toEqual(['love', 'voe']);
});

test('all words are looked for together, single ones only where that finds nothing, and no common one of them', () => {
  const options = optionsOf(['teh', 'emebr'], [near(0, 'the', 90_000), near(1, 'ember', 4)]);
  expect(guessesFrom(options)).toEqual({ first: [['the', 'ember']], then: [['ember']] });
});

test('the same words are looked up once, however often each was typed, and none alone that is everywhere', () => {
  const options = optionsOf(
    ['the', 'love', 'the'],
    [near(0, 'the', 90_000), near(1, 'love', 60_000), near(2, 'the', 90_000)],
  );
  expect(guessesFrom(options)).toEqual({ first: [['the', 'love']], then: [] });
});

test('a word that nothing is near to does not hinder the others', () => {
  expect(guessesFrom(optionsOf(['ember', 'qqqq'], [near(0, 'ember')]))).toEqual({ first: [['ember']], then: [] });
  expect(guessesFrom([[], []])).toEqual({ first: [], then: [] });
});

test('seams: where a space may be missing, or be too many', () => {
  expect(splits('abc')).toEqual([
    ['a', 'bc'],
    ['ab', 'c'],
  ]);
  expect(joins(['love', 'song', 'two'])).toEqual(['lovesong', 'songtwo']);
});
