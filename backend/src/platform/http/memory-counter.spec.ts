import { expect, test } from '@jest/globals';
import { MemoryCounter } from './memory-counter.js';

test('hits are counted by client within a window', () => {
  const counter = new MemoryCounter();
  expect(counter.hit('a', 1000, 0).hits).toBe(1);
  expect(counter.hit('a', 1000, 900)).toEqual({ hits: 2, msLeft: 100 });
  expect(counter.hit('b', 1000, 900).hits).toBe(1);
  expect(counter.hit('a', 1000, 1000).hits).toBe(1);
});

test('a flood of clients does not fill the memory', () => {
  const counter = new MemoryCounter();
  for (let client = 0; client < 120_000; client++) counter.hit(`c${client}`, 1000, 0);
  expect(counter.hit('c119999', 1000, 1).hits).toBe(2);
});
