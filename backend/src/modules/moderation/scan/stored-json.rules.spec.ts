import { expect, test } from '@jest/globals';
import { storableJson } from './stored-json.rules.js';

test.each([
  ['{"a":[1,null,"é\\n"]}', { a: [1, null, 'é\n'] }],
  ['{"a\\u0000b":"c\\u0000"}', { 'a\ufffdb': 'c\ufffd' }],
  ['"\\ud83c\\udfb5"', '🎵'],
  ['"\\ud83c!"', '\ufffd!'],
  // A backslash before what only looks like an escape.
  ['"\\\\u0000 \\\\\\\\ud83c"', '\\u0000 \\\\ud83c'],
])('%s can be stored', (text, stored) => {
  expect(storableJson(text)).toEqual(stored);
});

test('what is no JSON is not', () => {
  expect(() => storableJson('<html>')).toThrow(SyntaxError);
});
