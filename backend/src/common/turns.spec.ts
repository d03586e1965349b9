import { expect, test } from '@jest/globals';
import { setImmediate as soon } from 'node:timers/promises';
import { Turns } from './turns.js';

test('so many work at once, the others begin in the order in which they came', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((n) =>
    turns.take(async () => {
      begun.push(n);
      await new Promise<void>((end) => (ends[n] = end));
      return n;
    }),
  );
  await soon();
  expect(begun).toEqual([0, 1]);
  for (const n of [0, 1, 2, 3]) {
    ends[n]?.();
    await soon();
    expect(begun).toHaveLength(Math.min(4, n + 3));
  }
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
});

test('a failure ends its turn', async () => {
  const turns = new Turns(1);
  await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(turns.take(async () => 'next')).resolves.toBe('next');
});
