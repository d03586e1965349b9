import { expect, test } from '@jest/globals';
import { fame, likeness, relevance, type Tier } from './relevance.rules.js';

test('SRCH-02: the least of a tier is above the most of the next', () => {
  const tiers: Tier[] = ['exact', 'prefix', 'word', 'inside'];
  for (const [at, tier] of tiers.entries())
    for (const next of tiers.slice(at + 1)) expect(relevance(tier, 0)).toBeGreaterThan(relevance(next, 1e9));
  expect(relevance('inside', 0)).toBeGreaterThanOrEqual(relevance('near', 1e9, 1));
});

test('SRCH-02: popularity moves within the band, by its logarithm', () => {
  expect([relevance('prefix', 0), relevance('prefix', 1e7)]).toEqual([0.8, 0.95]);
  expect([relevance('word', 0), relevance('word', 1e7)]).toEqual([0.65, 0.79]);
  expect([relevance('inside', 0), relevance('inside', 1e7)]).toEqual([0.45, 0.64]);
  expect([relevance('exact', 0), relevance('exact', 1e7)]).toEqual([1, 1]);
  expect(fame(1e6 - 1)).toBeCloseTo(1);
  expect(fame(1e3 - 1)).toBeCloseTo(0.5);
});

test('likeness is the share of typed letters that are found again', () => {
  expect(likeness(['bohemian', 'rhapsody'], 'bohemian rhapsody')).toBe(1);
  expect(likeness(['rhapsody', 'bohemian'], 'bohemian rhapsody')).toBe(1);
  expect(likeness(['bohemian', 'rhapsody', 'queen'], 'bohemian rhapsody')).toBeCloseTo(16 / 21);
  expect(likeness(['moonlightsonata'], 'moonlight sonata')).toBe(0.9);
  expect(likeness(['bohemain'], 'bohemian')).toBeCloseTo(7 / 8);
});

test('of two names as like, the one that has little besides is the more like', () => {
  const [short, long] = [likeness(['bohemain'], 'bohemian'), likeness(['bohemain'], 'bohemian rhapsody, the long one')];
  expect(short).toBeGreaterThan(long);
  expect(long).toBeGreaterThan(0.95 * short);
  expect(likeness(['boh'], 'bohemian')).toBeLessThan(0.9);
});

test('less than half is nothing', () => {
  expect(likeness(['love', 'xyzzyq'], 'love me')).toBe(0);
  expect(likeness(['abcdef'], 'something else')).toBe(0);
  expect(likeness(['ab'], '')).toBe(0);
});
