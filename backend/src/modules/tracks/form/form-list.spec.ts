import { expect, test } from '@jest/globals';
import { listOf } from './form-list.js';

test.each([
  ['a JSON array in a string', '["a","b"]', ['a', 'b']],
  ['a field that came several times', ['a', 'b'], ['a', 'b']],
  ['a single text', ' a ', ['a']],
  ['nothing', '', []],
])('a list of a form may be %s', (_, value, list) => {
  expect(listOf(value)).toEqual(list);
});

test('a text that begins like an array and is none stays a text, so that validation refuses it', () => {
  expect(listOf('["a"')).toBe('["a"');
});
