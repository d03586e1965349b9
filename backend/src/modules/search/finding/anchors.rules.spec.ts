import { expect, test } from '@jest/globals';
import { anchorOf } from './anchors.rules.js';

const typed = (...words: [string, number][]) => words.map(([key, uses]) => ({ key, uses }));

test('the two rarest words lead to a name, in the order they were typed', () => {
  expect(anchorOf(typed(['livenili', 800], ['riweba', 20], ['the', 90_000], ['enbe', 300]))).toBe('%riweba%enbe%');
});

test('what is no whole word may be the beginning of one, when it is long enough to tell', () => {
  expect(anchorOf(typed(['intro', 900], ['saeri', 0]))).toBe('%intro%saeri%');
  expect(anchorOf(typed(['intro', 900], ['sae', 0]))).toBe('%intro%');
});

test('words that very many names have lead nowhere, nor do a letter or two', () => {
  expect(anchorOf(typed(['love', 60_000], ['th', 3]))).toBeNull();
  expect(anchorOf([])).toBeNull();
});

test('of a sentence that is written without spaces the beginning is enough', () => {
  expect(anchorOf(typed(['abcdefghijklmnop', 0]))).toBe('%abcdefghijkl%');
});
