import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Config } from '#lib/api/contract.ts';
import { DemoFilling } from './demo-filling.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made(first: Config['demo'], ...later: Config['demo'][]) {
  const fetch = vi.fn(() => Promise.resolve(Response.json({ demo: later.shift() })));
  const onmore = vi.fn();
  const config = () => Promise.resolve({ demo: first } as Config);
  const filling = new DemoFilling({ api: createApi({ baseUrl: '/api', fetch }), config, onmore });
  return { filling, fetch, onmore };
}

test('an instance without a demo is not asked again', async () => {
  const { filling, fetch } = made(undefined);
  filling.watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([filling.underWay, fetch.mock.calls.length]).toEqual([false, 0]);
});

test('while it fills, lists are read anew with each track, and never after it is full', async () => {
  const { filling, fetch, onmore } = made({ done: 1, total: 3 }, { done: 2, total: 3 }, { done: 2, total: 3 }, { done: 3, total: 3 });
  filling.watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([fetch.mock.calls.length, onmore.mock.calls.length, filling.underWay]).toEqual([3, 2, false]);
});

test('one who left is not followed', async () => {
  const { filling, fetch } = made({ done: 1, total: 3 });
  filling.watch()();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetch).not.toHaveBeenCalled();
});
