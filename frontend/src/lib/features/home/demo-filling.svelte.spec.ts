import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Config } from '#lib/api/contract.ts';
import { DemoFilling } from './demo-filling.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made(...answers: (Config['demo'] | Error)[]) {
  const config = vi.fn(() => {
    const demo = answers.shift();
    return demo instanceof Error ? Promise.reject(demo) : Promise.resolve({ demo });
  });
  const ongrow = vi.fn();
  return { filling: new DemoFilling({ config, ongrow }), config, ongrow };
}

test('an instance without a demo is asked once', async () => {
  const { filling, config } = made(undefined);
  filling.watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([filling.running, config.mock.calls.length]).toEqual([false, 1]);
});

test('while it fills, lists are read anew with each track, and never after it is full', async () => {
  const { filling, config, ongrow } = made(
    { done: 1, total: 3 },
    { done: 2, total: 3 },
    { done: 2, total: 3 },
    { done: 3, total: 3 },
  );
  filling.watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([config.mock.calls.length, ongrow.mock.calls.length, filling.running]).toEqual([4, 2, false]);
});

test('a failed look is looked again', async () => {
  const { filling, config } = made({ done: 1, total: 2 }, new Error('away'), { done: 2, total: 2 });
  filling.watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([config.mock.calls.length, filling.done]).toEqual([3, 2]);
});

test('who left is not followed', async () => {
  const { filling, config } = made({ done: 1, total: 3 });
  const stop = filling.watch();
  await vi.advanceTimersByTimeAsync(0);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(config).toHaveBeenCalledOnce();
});
