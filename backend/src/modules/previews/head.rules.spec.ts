import { expect, test } from '@jest/globals';
import { headHtml, headOf } from './head.rules.js';

const song = {
  type: 'music.song',
  title: '"</title><script>alert(1)</script>',
  description: `it's & more`,
  url: 'https://plyr.fm/track/1',
  imageUrl: 'https://images.plyr.fm/a.webp',
};

test('everything in a head is escaped', () => {
  const html = headHtml(headOf(song));
  expect(html).not.toContain('<script>');
  expect(html).toContain('&quot;&lt;/title&gt;');
  expect(html).toContain('it&#39;s &amp; more');
});

test('EMB-04: exactly one title and one of each property', () => {
  const { tags } = headOf(song);
  const names = tags.map(({ attributes }) => attributes['property'] ?? attributes['name'] ?? attributes['rel']);
  expect(new Set(names).size).toBe(names.length);
  expect(headHtml(headOf(song)).match(/<title>/g)).toHaveLength(1);
});

test('what is not there has no tag', () => {
  expect(headHtml(headOf({ ...song, imageUrl: null }))).not.toContain('og:image');
});
