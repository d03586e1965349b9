import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Ephemeral } from './ephemeral.js';
import { Locks } from './locks.js';

const acquire = jest.fn<Ephemeral['acquire']>();
const renew = jest.fn<Ephemeral['renew']>();
const release = jest.fn<Ephemeral['release']>();
const locks = new Locks({ acquire, renew, release } as unknown as Ephemeral);

beforeEach(() => {
  jest.useFakeTimers();
  acquire.mockReset().mockResolvedValue(true);
  renew.mockReset().mockResolvedValue(true);
  release.mockReset().mockResolvedValue(undefined);
});
afterEach(() => {
  jest.useRealTimers();
});

/** Work that goes on for so long, and answers whether it was told that its lease is lost. */
const long = (ms: number) => (lost: AbortSignal) =>
  new Promise<boolean>((resolve) => setTimeout(() => resolve(lost.aborted), ms));

async function outcomeOf(work: Promise<boolean | undefined>, ms: number): Promise<boolean | undefined> {
  await jest.advanceTimersByTimeAsync(ms);
  return work;
}

test('a lease is renewed while the work goes on, and given back at its end', async () => {
  expect(await outcomeOf(locks.exclusively('x', long(60_000)), 60_000)).toBe(false);
  expect(renew.mock.calls.length).toBeGreaterThanOrEqual(11);
  expect(release).toHaveBeenCalledTimes(1);
});

test('long work hears that somebody else has the lease', async () => {
  renew.mockResolvedValueOnce(true).mockResolvedValue(false);
  expect(await outcomeOf(locks.exclusively('x', long(20_000)), 20_000)).toBe(true);
});

test('a renewal that could not be asked for proves nothing', async () => {
  renew.mockRejectedValueOnce(new Error('away'));
  expect(await outcomeOf(locks.exclusively('x', long(8_000)), 8_000)).toBe(false);
});

test('nothing is done while somebody else holds it', async () => {
  acquire.mockResolvedValue(false);
  const work = jest.fn<() => Promise<boolean>>();
  expect(await locks.exclusively('x', work)).toBeUndefined();
  expect(work).not.toHaveBeenCalled();
});
