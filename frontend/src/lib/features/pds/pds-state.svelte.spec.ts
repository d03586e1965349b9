import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { LOOK_MS } from './look-on.ts';
import { PdsState, type PdsStateParts } from './pds-state.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made(parts: Partial<PdsStateParts> = {}, status = 200) {
  const sent: unknown[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      sent.push(await request.json());
      return new Response(status === 200 ? '{"retried":2}' : '', { status });
    },
  });
  const toasts = new Toasts();
  const read = vi.fn(() => Promise.resolve<unknown>(null));
  return { pds: new PdsState({ api, toasts, read, ...parts }), sent, toasts, read };
}
const look = () => vi.advanceTimersByTimeAsync(LOOK_MS);

describe('CON-04: following', () => {
  test('looks at intervals until it is ended', async () => {
    const { pds, read } = made();
    const end = pds.follow();
    await look();
    await look();
    end();
    await look();
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('one question at a time, and none after it was ended meanwhile', async () => {
    const answers: (() => void)[] = [];
    const read = vi.fn(() => new Promise<void>((resolve) => answers.push(resolve)));
    const { pds } = made({ read });
    const end = pds.follow();
    await look();
    await look();
    expect(read).toHaveBeenCalledOnce();
    end();
    answers[0]?.();
    await look();
    expect(read).toHaveBeenCalledOnce();
  });

  test('a look that fails is silent, and is not the last', async () => {
    const read = vi.fn(() => Promise.reject(new Error('offline')));
    const { pds, toasts } = made({ read });
    const end = pds.follow();
    await look();
    await look();
    end();
    expect([read.mock.calls.length, toasts.items]).toEqual([2, []]);
  });
});

describe('CON-10: another try', () => {
  test('of all that failed, or of some, is said, and looked after', async () => {
    const { pds, sent, toasts, read } = made();
    const both = [pds.retry(), pds.retry()];
    expect(pds.retrying).toBe(true);
    await Promise.all(both);
    await pds.retry([7]);
    expect(sent).toEqual([{}, { ids: [7] }]);
    expect([toasts.items[0]?.text, read.mock.calls.length, pds.retrying]).toEqual([
      '2 changes on the way to your pds',
      2,
      false,
    ]);
  });

  test('of one thing is done its own way', async () => {
    const { pds, sent, toasts } = made({ write: () => Promise.resolve('tide is on its way to your pds') });
    await pds.retry();
    expect([sent, toasts.items[0]?.text]).toEqual([[], 'tide is on its way to your pds']);
  });

  test('that cannot be started is said', async () => {
    const { pds, toasts } = made({}, 503);
    await pds.retry();
    expect(toasts.items[0]).toMatchObject({ kind: 'error' });
    expect(pds.retrying).toBe(false);
  });
});
