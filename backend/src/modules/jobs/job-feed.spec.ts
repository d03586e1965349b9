import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Job } from './job.entity.js';
import { JobFeed } from './job-feed.js';

const at = new Date('2025-11-20T10:00:00Z');
let job: Job | null;
let asked: number;
let told: string;
let ended: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  [asked, told, ended] = [0, '', false];
  job = { id: 'a', status: 'processing', progressPct: 1, eventSeq: 7, completedAt: null } as Job;
});
afterEach(() => {
  jest.useRealTimers();
});

function feed(lastSeen = 0): JobFeed {
  const load = async () => {
    asked += 1;
    return job && { ...job };
  };
  const shape = ({ status, progressPct }: Job) => ({ status, progressPct });
  return new JobFeed({ load, shape, write: (text) => (told += text), end: () => (ended = true) }, lastSeen);
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

test('JOB-02: the state is told at once, with the number of the change as id', async () => {
  feed().changed();
  await pass(0);
  expect(told).toBe('id: 7\ndata: {"status":"processing","progressPct":1}\n\n');
});

test('many changes in a row are told together, at most four times a second', async () => {
  const listener = feed();
  for (let step = 0; step < 100; step++) {
    job = { ...(job as Job), eventSeq: 7 + step, progressPct: step };
    listener.changed();
    await pass(10);
  }
  await pass(300);
  expect(asked).toBeLessThanOrEqual(6);
  expect(told.trim().split('\n\n').at(-1)).toContain('"progressPct":99');
});

test('what the listener has seen is not told again', async () => {
  feed(7).changed();
  await pass(0);
  expect(told).toBe('');
  expect(asked).toBe(1);
});

test('the end is told unnamed, then as done, then the stream is closed', async () => {
  job = { ...(job as Job), status: 'completed', eventSeq: 9, completedAt: at };
  const listener = feed();
  listener.changed();
  await pass(0);
  expect(told).toBe(
    'id: 9\ndata: {"status":"completed","progressPct":1}\n\n' +
      'id: 10\nevent: done\ndata: {"status":"completed","progressPct":1}\n\n',
  );
  expect(ended).toBe(true);
  listener.changed();
  await pass(1_000);
  expect(asked).toBe(1);
});

test('a browser that comes back after the end is sent away again', async () => {
  job = { ...(job as Job), status: 'completed', eventSeq: 9, completedAt: at };
  feed(10).changed();
  await pass(0);
  expect(told).toMatch(/^id: 10\nevent: done\n/);
  expect(ended).toBe(true);
});

test('a job of nobody is lost', async () => {
  job = null;
  feed().changed();
  await pass(0);
  expect(told).toContain('data: {"status":"failed","message":"upload job not found","error":"job lost"}');
  expect(told).toContain('event: done');
  expect(ended).toBe(true);
});

test('a change while the last one is being asked for is not missed', async () => {
  let answer: (job: Job) => void = () => undefined;
  const load = () => new Promise<Job>((resolve) => (answer = resolve));
  const write = (text: string) => (told += text);
  const listener = new JobFeed({ load, shape: ({ progressPct }) => ({ progressPct }), write, end: () => undefined }, 0);
  listener.changed();
  listener.changed();
  answer({ ...(job as Job) });
  await pass(300);
  answer({ ...(job as Job), eventSeq: 8, progressPct: 50 });
  await pass(0);
  expect(told).toContain('"progressPct":50');
});

test('after the listener has gone nothing is asked any more', async () => {
  const listener = feed();
  listener.changed();
  listener.close();
  listener.changed();
  await pass(1_000);
  expect(told).toBe('');
});
