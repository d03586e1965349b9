import { expect, test } from 'vitest';
import type { Analytics } from '#lib/api/contract.ts';
import { artistFigures } from './figures.rules.ts';

const analytics = (facts: Partial<Analytics>): Analytics => ({
  total_plays: 9480,
  total_items: 23,
  top_item: null,
  top_liked: null,
  total_duration_seconds: 1,
  ...facts,
});

test('ART-03: the numbers of an artist', () => {
  const top = { id: 7, title: 'Concrete Botany', play_count: 1663 };
  expect(artistFigures(analytics({ top_item: top, top_liked: { ...top, play_count: 1 } }))).toEqual([
    { label: 'plays', value: '9,480' },
    { label: 'tracks', value: '23' },
    { label: 'most played', value: 'Concrete Botany', href: '/track/7', note: '1,663 plays' },
    { label: 'most liked', value: 'Concrete Botany', href: '/track/7', note: '1 like' },
  ]);
});

test('nothing is most played before it was played', () => {
  const never = { id: 7, title: 'Louvre', play_count: 0 };
  expect(artistFigures(analytics({ top_item: never, top_liked: null })).map(({ label }) => label)).toEqual([
    'plays',
    'tracks',
  ]);
});
