import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { paced } from './paced-body.js';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Reads a body to its end, or to its failure. */
function read(body: PassThrough, store: () => Promise<unknown> = async () => {}) {
  const state = { bytes: 0, ended: 'not yet' };
  const reading = (async () => {
    for await (const chunk of paced(body)) {
      state.bytes += chunk.length;
      await store();
    }
  })();
  reading.then(
    () => (state.ended = 'whole'),
    (error: { code?: string }) => (state.ended = error.code ?? 'broken'),
  );
  return state;
}

test('UP-19: a byte every 59 seconds is not an upload', async () => {
  const body = new PassThrough();
  const state = read(body);
  for (let second = 0; second < 120; second += 59) {
    body.write('x');
    await pass(59_000);
  }
  expect(state).toMatchObject({ bytes: 2, ended: 'uploads.stalled' });
});

test('UP-19: one that falls silent ends after a minute', async () => {
  const body = new PassThrough();
  const state = read(body);
  body.write(Buffer.alloc(1_000_000));
  await pass(59_000);
  expect(state.ended).toBe('not yet');
  await pass(2_000);
  expect(state.ended).toBe('uploads.stalled');
});

test('a slow line that goes on may take as long as it takes', async () => {
  const body = new PassThrough({ highWaterMark: 1e6 });
  const state = read(body);
  for (let minute = 0; minute < 30; minute++) {
    body.write(Buffer.alloc(300 * 1024));
    await pass(55_000);
  }
  body.end();
  await pass(1);
  expect(state).toEqual({ bytes: 30 * 300 * 1024, ended: 'whole' });
});

test('how long we store is not held against the sender', async () => {
  const body = new PassThrough();
  const state = read(body, () => new Promise((stored) => setTimeout(stored, 300_000)));
  for (let part = 0; part < 3; part++) {
    body.write('some');
    await pass(300_000);
  }
  body.end();
  await pass(300_000);
  expect(state).toEqual({ bytes: 12, ended: 'whole' });
});

test('who stops reading leaves the source open', async () => {
  const body = new PassThrough();
  body.write('x');
  for await (const chunk of paced(body)) {
    expect(chunk.toString()).toBe('x');
    break;
  }
  expect(body.destroyed).toBe(false);
});
