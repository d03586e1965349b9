import { expect, test } from '@jest/globals';
import { cleanFilename, cleanLine, cleanText, normalizeTag, slugify } from './text.js';

test('a line loses what cannot be seen', () => {
  expect(cleanLine('  a\u0000b\t c\u202Egpj.exe\u200B ')).toBe('ab cgpj.exe');
});

test('a text keeps its line breaks', () => {
  expect(cleanText('one \r\ntwo\u0007\n\n three ')).toBe('one\ntwo\n\n three');
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\music\\song.mp3', 'song.mp3'],
  ['so\u0000ng\u202E3pm.exe', 'song3pm.exe'],
  ['///', 'untitled'],
  ['', 'untitled'],
])('the file name %j is shown as %j', (name, shown) => {
  expect(cleanFilename(name)).toBe(shown);
});

test.each([
  ['  Dub  Techno ', 'dub techno'],
  ['--AI--', 'ai'],
  ['ＡＢ', 'ａｂ'],
  ['drum/bass', 'drum/bass'],
  ['---', ''],
])('TAG-01: %j is the tag %j', (name, tag) => {
  expect(normalizeTag(name)).toBe(tag);
});

test.each([
  ['Low Tide Ledger', 'low-tide-ledger'],
  ['夜行バス', '夜行バス'],
  ['  Ça va?  ', 'ça-va'],
  ['!!!', ''],
])('ALB-10: %j has the slug %j', (title, slug) => {
  expect(slugify(title)).toBe(slug);
});
