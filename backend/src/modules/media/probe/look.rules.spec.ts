import { expect, test } from '@jest/globals';
import { looksLike } from './look.rules.js';

const bytes = (content: string) => Buffer.from(content, 'latin1');

test.each([
  ['a web page', bytes('\n<!DOCTYPE html><title>song</title>')],
  ['a web page', bytes('<html lang="en">')],
  ['a playlist', bytes('#EXTM3U\nsong.mp3\n')],
  ['a picture', bytes('\xff\xd8\xff\xe0 JFIF')],
  ['a PDF', bytes('%PDF-1.7\n\x80')],
  ['an archive', bytes('PK\x03\x04\x14\0')],
  ['a Matroska video', bytes('\x1aE\xdf\xa3\x01\0matroska')],
  ['text', Buffer.from('hello, wörld\n')],
])('%s is called what it is', (what, head) => {
  expect(looksLike(head)).toBe(what);
});

test.each([
  ['noise', Buffer.alloc(600, 0x01)],
  ['sound that is broken', bytes('RIFF\xff\xff\0\0WAVE\x5a\x5a')],
])('nothing is claimed about %s', (_what, head) => {
  expect(looksLike(head)).toBeNull();
});
