import { beforeEach, expect, test, vi } from 'vitest';
import { createApi } from '../../api/client.ts';
import { aFile } from './fake-transport.ts';
import { TusTransport } from './tus-transport.ts';

/** The part of the library that is used; what it finds of earlier tries is answered by hand. */
const { line } = vi.hoisted(() => ({
  line: { started: 0, found: [] as ((known: []) => void)[], fail: (error: Error): void => void error },
}));
vi.mock('tus-js-client', () => ({
  Upload: class {
    constructor(_file: File, { onError }: { onError: (error: Error) => void }) {
      line.fail = onError;
    }
    findPreviousUploads = () => new Promise<[]>((resolve) => line.found.push(resolve));
    start = () => void (line.started += 1);
    abort = () => Promise.resolve();
  },
}));

const onproblem = vi.fn();
const transport = () => new TusTransport(createApi({ baseUrl: '/api' }), '/api', onproblem);
beforeEach(() => {
  Object.assign(line, { started: 0, found: [] });
  onproblem.mockClear();
});

test('what was called off while the library was fetched is not sent', async () => {
  const off = new AbortController();
  const sent = transport().send(aFile('a.flac'), vi.fn(), off.signal);
  off.abort();
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  expect([line.started, line.found]).toEqual([0, []]);
});

test('what was called off while earlier tries were looked for is not sent', async () => {
  const off = new AbortController();
  const sent = transport().send(aFile('a.flac'), vi.fn(), off.signal);
  await vi.waitFor(() => expect(line.found).toHaveLength(1));
  off.abort();
  await expect(sent).rejects.toMatchObject({ name: 'Interrupted' });
  line.found[0]?.([]);
  await Promise.resolve();
  expect(line.started).toBe(0);
});

test.each([
  [
    'in its words',
    '{"status":413,"code":"uploads.too_large","detail":"file too large","title":"","type":""}',
    'file too large',
  ],
  ['without words', '<html>', 'the server answered 413.'],
])('UP-13: a refusal is told %s', async (_, text, detail) => {
  const sent = transport().send(aFile('a.flac'), vi.fn(), new AbortController().signal);
  await vi.waitFor(() => expect(line.found).toHaveLength(1));
  const originalResponse = { getStatus: () => 413, getBody: () => text, getHeader: () => '7' };
  line.fail(Object.assign(new Error('tus'), { originalResponse }));
  await expect(sent).rejects.toMatchObject({ status: 413, detail, retryAfter: 7 });
  expect(onproblem).toHaveBeenCalledOnce();
});
