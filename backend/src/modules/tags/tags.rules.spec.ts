import { expect, test } from '@jest/globals';
import { TagsInvalid } from './tags.errors.js';
import { fittingTagNames, tagNames } from './tags.rules.js';

test('TAG-01: tags are normalised, each is kept once, and their order stays', () => {
  expect(tagNames(['  Dub   Techno', 'tape', '-DUB techno-', '', '--', 'Tape'])).toEqual(['dub techno', 'tape']);
});

test('TAG-01: a tag may be written in any script and hold a slash', () => {
  expect(tagNames(['夜行バス', 'Drum/Bass', 'cafe\u0301'])).toEqual(['夜行バス', 'drum/bass', 'café']);
});

test('TAG-01: fifty characters are a tag, one more is not', () => {
  expect(tagNames(['x'.repeat(50)])).toHaveLength(1);
  expect(() => tagNames(['x'.repeat(51)])).toThrow(TagsInvalid);
});

test('TAG-01: ten tags fit a track, an eleventh does not, and repeats do not count', () => {
  const ten = Array.from({ length: 10 }, (_, index) => `tag ${index}`);
  expect(tagNames([...ten, 'TAG 3'])).toEqual(ten);
  expect(() => tagNames([...ten, 'one more'])).toThrow('at most 10');
});

test('ING-03: of the tags of a foreign record those are kept that we would have taken', () => {
  const many = Array.from({ length: 12 }, (_, index) => `tag ${index}`);
  expect(fittingTagNames(['Dub', ' dub ', 'x'.repeat(51), '--', ...many])).toEqual(['dub', ...many.slice(0, 9)]);
});
