import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import type { Settings } from '../config/index.js';
import type { Handlers } from './handlers.js';
import type { JobDefinition } from './job.js';
import type { JobQueue } from './job-queue.js';
import { RepeatingJobs } from './repeating-jobs.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A queue that keeps in mind what repeats, until it is flushed or out of reach. */
function repeating(role = 'worker') {
  const kept = new Set<string>();
  const state = { kept, isAway: false };
  const queue = {
    repeat: async ({ name }: JobDefinition<object>) => void kept.add(name),
    forgotten: async (jobs: JobDefinition<object>[]) => {
      if (state.isAway) throw new Error('out of reach');
      return jobs.filter(({ name }) => !kept.has(name));
    },
  };
  const bound = ['sweep', 'purge'].map((name) => [name, { job: { name, everyMs: 1 } }] as const);
  const jobs = new RepeatingJobs(
    { plays: (one: string) => one === role } as Settings,
    { find: () => new Map(bound) } as unknown as Handlers,
    queue as unknown as JobQueue,
    { warn: () => {} } as unknown as PinoLogger,
  );
  return { jobs, state };
}

test('JOB-03: a queue that forgot everything has its repeating jobs again within a minute', async () => {
  const { jobs, state } = repeating();
  await jobs.onApplicationBootstrap();
  expect([...state.kept]).toEqual(['sweep', 'purge']);
  state.kept.clear();
  await jest.advanceTimersByTimeAsync(60_000);
  expect([...state.kept]).toEqual(['sweep', 'purge']);
});

test('JOB-03: one that was away is looked after when it is back', async () => {
  const { jobs, state } = repeating();
  await jobs.onApplicationBootstrap();
  state.kept.clear();
  state.isAway = true;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(state.kept.size).toBe(0);
  state.isAway = false;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(state.kept.size).toBe(2);
});

test('a process that does no work, or is stopping, leaves this to others', async () => {
  const api = repeating('api');
  await api.jobs.onApplicationBootstrap();
  const stopping = repeating();
  await stopping.jobs.onApplicationBootstrap();
  stopping.jobs.beforeApplicationShutdown();
  stopping.state.kept.clear();
  await jest.advanceTimersByTimeAsync(120_000);
  expect([api.state.kept.size, stopping.state.kept.size]).toEqual([0, 0]);
});
