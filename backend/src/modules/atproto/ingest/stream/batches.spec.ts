import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { atOnce, inBatches } from './batches.js';

async function* counting(to: number, pauseMs = 0) {
  for (let n = 1; n <= to; n++) {
    if (pauseMs) await sleep(pauseMs, undefined, { ref: false });
    yield n;
  }
}

test('everything comes, once and in order, and never too much at once', async () => {
  const sizes: number[] = [];
  const seen: number[] = [];
  for await (const batch of inBatches(counting(1000), { most: 50, idleMs: 1000 })) {
    sizes.push(batch.length);
    seen.push(...batch);
    await sleep(1);
  }
  expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(51);
  expect(Math.max(...sizes)).toBeGreaterThan(1);
});

test('an empty batch comes while nothing else does', async () => {
  for await (const batch of inBatches(counting(1, 5_000), { most: 10, idleMs: 10 })) {
    expect(batch).toEqual([]);
    break;
  }
});

test('an error comes after what came before it', async () => {
  async function* failing() {
    yield 1;
    await Promise.resolve();
    throw new Error('cut');
  }
  const seen: number[] = [];
  const reading = (async () => {
    for await (const batch of inBatches(failing(), { most: 10, idleMs: 1000 })) seen.push(...batch);
  })();
  await expect(reading).rejects.toThrow('cut');
  expect(seen).toEqual([1]);
});

test('whoever stops reading stops the source', async () => {
  let isStopped = false;
  async function* endless() {
    try {
      for (let n = 0; ; n++) {
        await sleep(1);
        yield n;
      }
    } finally {
      isStopped = true;
    }
  }
  for await (const batch of inBatches(endless(), { most: 10, idleMs: 1000 })) if (batch.length > 0) break;
  await sleep(20);
  expect(isStopped).toBe(true);
});

test('work at once keeps the order of its results and its bound', async () => {
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    most = Math.max(most, ++running);
    await sleep(10 - n);
    running -= 1;
    return n * 2;
  };
  expect(await atOnce(3, [1, 2, 3, 4, 5, 6], work)).toEqual([2, 4, 6, 8, 10, 12]);
  expect(most).toBe(3);
});
