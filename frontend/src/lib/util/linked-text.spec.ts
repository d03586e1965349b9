import { describe, expect, test } from 'vitest';
import { linkedParts } from './linked-text.ts';

describe('TRK-10: addresses in a description', () => {
  test('become links, and read without their scheme', () => {
    expect(linkedParts('the organ: https://www.organ.example/opus-3/ is for sale')).toEqual([
      { text: 'the organ: ' },
      { text: 'organ.example/opus-3', href: 'https://www.organ.example/opus-3/' },
      { text: ' is for sale' },
    ]);
  });
  test('leave the full stop to the sentence', () => {
    expect(linkedParts('see http://a.example.').at(-1)).toEqual({ text: '.' });
  });
  test('nothing but the web is linked', () => {
    expect(linkedParts('javascript:alert(1) data:text/html,x')).toEqual([
      { text: 'javascript:alert(1) data:text/html,x' },
    ]);
  });
});
