import { afterEach, expect, jest, test } from '@jest/globals';
import { ShortMemory } from './short-memory.js';

afterEach(() => void jest.useRealTimers());

test('what was learned is forgotten after its time', () => {
  jest.useFakeTimers();
  const memory = new ShortMemory<string>(1000, 10);
  memory.set('a', 'nonce');
  jest.advanceTimersByTime(999);
  expect(memory.get('a')).toBe('nonce');
  jest.advanceTimersByTime(1);
  expect(memory.get('a')).toBeUndefined();
});

test('the oldest goes when there is no room', () => {
  const memory = new ShortMemory<number>(1000, 2);
  memory.set('a', 1);
  memory.set('b', 2);
  memory.set('a', 3);
  memory.set('c', 4);
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([3, undefined, 4]);
  memory.del('a');
  expect(memory.get('a')).toBeUndefined();
});
