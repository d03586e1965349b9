import { expect, test } from 'vitest';
import { artSource } from './artwork.ts';

test('ST-11: a thumbnail names the other widths', () => {
  expect(artSource('/media/images/a.png', '/media/images/a_96.webp')).toEqual({
    src: '/media/images/a_300.webp',
    srcset: '/media/images/a_96.webp 96w, /media/images/a_300.webp 300w, /media/images/a_1200.webp 1200w',
  });
});

test('without widths the original is taken', () => {
  expect(artSource('https://cdn.example/a.jpg', null)).toEqual({ src: 'https://cdn.example/a.jpg' });
  expect(artSource(null, 'https://cdn.example/small.jpg')).toEqual({ src: 'https://cdn.example/small.jpg' });
});

test('no picture is no picture', () => expect(artSource(null, null)).toBeNull());
