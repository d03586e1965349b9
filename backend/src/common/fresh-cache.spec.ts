import { expect, test } from '@jest/globals';
import { FreshCache } from './fresh-cache.js';

function counting() {
  let time = 0;
  let loads = 0;
  const cache = new FreshCache<number>(100, 3, () => time);
  const load = async () => ++loads;
  return { cache, load, advance: (ms: number) => (time += ms) };
}

test('many who ask at once share one load', async () => {
  const { cache, load } = counting();
  expect(await Promise.all([cache.get('a', load), cache.get('a', load), cache.get('b', load)])).toEqual([1, 1, 2]);
});

test('an answer is kept for its time', async () => {
  const { cache, load, advance } = counting();
  await cache.get('a', load);
  advance(99);
  expect(await cache.get('a', load)).toBe(1);
  advance(1);
  expect(await cache.get('a', load)).toBe(2);
});

test('a failed load is not kept', async () => {
  const { cache, load } = counting();
  await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.get('a', load)).toBe(1);
});

test('it does not grow without end, and can be emptied', async () => {
  const { cache, load } = counting();
  for (const key of ['a', 'b', 'c', 'd']) await cache.get(key, load);
  expect(await cache.get('a', load)).toBe(5);
  cache.clear();
  expect(await cache.get('a', load)).toBe(6);
});
