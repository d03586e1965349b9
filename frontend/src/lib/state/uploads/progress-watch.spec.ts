import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UploadProgress } from '../../api/contract.ts';
import { SILENCE_MS, watchProgress, type ProgressStream } from './progress-watch.ts';
import { NoAnswer } from './transport.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeStream implements ProgressStream {
  readyState = 1;
  closed = 0;
  readonly #listeners = new Map<string, ((event: { data?: unknown }) => void)[]>();
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  close(): void {
    this.closed += 1;
    this.readyState = 2;
  }
  say(type: string, progress?: Partial<UploadProgress>): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data: progress && JSON.stringify(progress) });
  }
  /** The browser tries again by itself, or has given up. */
  break(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.say('error');
  }
}

function watching() {
  const stream = new FakeStream();
  const poll = vi.fn<(uploadId: string) => Promise<UploadProgress>>();
  const heard: Partial<UploadProgress>[] = [];
  const abort = new AbortController();
  const end = watchProgress({ openStream: () => stream, poll }, 'u', (progress) => heard.push(progress), abort.signal);
  const outcome = end.then(
    (progress) => progress.status,
    (error: Error) => error.name,
  );
  return { stream, poll, heard, abort, outcome };
}

const progress = (status: UploadProgress['status'], more = {}) => ({ status, ...more }) as UploadProgress;

test('what the stream says is passed on, and its end closes it so that the browser does not come back', async () => {
  const { stream, heard, outcome } = watching();
  stream.say('message', { status: 'processing', phase: 'analyze' });
  stream.say('message', { status: 'completed', track_id: 12 });
  stream.say('done', { status: 'completed', track_id: 12 });
  await expect(outcome).resolves.toBe('completed');
  expect(heard.map((each) => each.status)).toEqual(['processing', 'completed']);
  expect(stream.closed).toBe(1);
});

test('UP-15: a normal end of the stream is no lost connection', async () => {
  const { stream, poll, outcome } = watching();
  stream.say('done', { status: 'completed', track_id: 12 });
  stream.break(2);
  await expect(outcome).resolves.toBe('completed');
  await vi.advanceTimersByTimeAsync(SILENCE_MS * 2);
  expect(poll).not.toHaveBeenCalled();
});

test('a broken stream that the browser opens again is left alone', async () => {
  const { stream, poll } = watching();
  stream.break(0);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(poll).not.toHaveBeenCalled();
});

test('a stream that is refused gives way to asking', async () => {
  const { stream, poll, outcome } = watching();
  poll.mockResolvedValueOnce(progress('processing')).mockResolvedValue(progress('completed'));
  stream.break(2);
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(outcome).resolves.toBe('completed');
  expect(poll).toHaveBeenCalledTimes(2);
});

test('a long silence is asked about, and a working server is no error', async () => {
  const { stream, poll, outcome } = watching();
  poll.mockResolvedValue(progress('processing', { phase: 'atproto' }));
  await vi.advanceTimersByTimeAsync(SILENCE_MS * 4);
  expect(poll.mock.calls.length).toBeGreaterThanOrEqual(3);
  stream.say('message', { status: 'completed' });
  await expect(outcome).resolves.toBe('completed');
});

test('UP-17: a silence of more than 45 s that asking does not break is an error', async () => {
  const { poll, outcome } = watching();
  poll.mockRejectedValue(new Error('unreachable'));
  await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
  expect(poll).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(120_000);
  await expect(outcome).resolves.toBe(new NoAnswer().name);
});

test('words that are no progress are passed over', async () => {
  const { stream, heard, outcome } = watching();
  stream.say('message');
  stream.say('message', { message: 'hm' });
  stream.say('message', { status: 'failed', error: 'job lost' });
  await expect(outcome).resolves.toBe('failed');
  expect(heard).toHaveLength(1);
});

test('who stops watching closes the stream', async () => {
  const { stream, abort, outcome } = watching();
  abort.abort();
  await expect(outcome).resolves.toBe('AbortError');
  expect(stream.closed).toBe(1);
});

test('what was called off before opens no stream', async () => {
  const openStream = vi.fn();
  const poll = vi.fn<(uploadId: string) => Promise<UploadProgress>>();
  const watched = watchProgress({ openStream, poll }, 'u', vi.fn(), AbortSignal.abort());
  await expect(watched).rejects.toMatchObject({ name: 'AbortError' });
  expect(openStream).not.toHaveBeenCalled();
});
