import { describe, expect, test } from 'vitest';
import { createApi } from '../api/client.ts';
import { EMPTY_QUEUE, type QueueEntry, type QueueState } from '../player/queue.rules.ts';
import { aTrack } from '../player/sample-track.ts';
import { changeOf, QueueServer } from './queue-server.ts';

function made(answer: () => Response) {
  const requests: Request[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(answer());
    },
  });
  return { server: new QueueServer(api), requests };
}

const entry = (entryId: string): QueueEntry => ({ entryId, trackId: 1, origin: 'manual' });
const saved = (revision: string) => () => new Response(null, { status: 204, headers: { etag: revision } });
const list: QueueState = { ...EMPTY_QUEUE, entries: [entry('a'), entry('b')], currentEntryId: 'a', progressMs: 5000 };

describe('Q-01: reading', () => {
  const state = {
    entries: [{ entry_id: 'a', track_id: 1, origin: 'context' }],
    current_entry_id: 'a',
    progress_ms: 7,
    repeat_mode: 'all',
    auto_advance: false,
    context: { kind: 'album', id: '1', label: 'one' },
    track_ids: ['file-1'],
    current_index: 0,
  };

  test('the native form, in the words of the reducer', async () => {
    const { server } = made(() => Response.json({ state, revision: 4, tracks: [aTrack(1)] }));
    expect(await server.read()).toEqual({
      revision: 4,
      tracks: [aTrack(1)],
      state: {
        entries: [{ entryId: 'a', trackId: 1, origin: 'context' }],
        currentEntryId: 'a',
        progressMs: 7,
        repeatMode: 'all',
        autoAdvance: false,
        context: { kind: 'album', id: '1', label: 'one' },
      },
    });
  });

  test('a known revision is named, and nothing comes back', async () => {
    const { server, requests } = made(() => new Response(null, { status: 304 }));
    expect(await server.read(4)).toBeNull();
    expect(requests[0]?.headers.get('if-none-match')).toBe('"4"');
  });
});

describe('Q-04: writing', () => {
  test('over a revision, and only the new one comes back, also through a proxy that weakens it', async () => {
    const { server, requests } = made(saved('W/"8"'));
    expect(await server.write({ progress_ms: 3 }, 7, { last: true })).toBe(8);
    const [request] = requests;
    expect([request?.headers.get('if-match'), request?.headers.get('prefer'), request?.keepalive]).toEqual([
      '"7"',
      'return=minimal',
      true,
    ]);
    expect(await request?.json()).toEqual({ state: { progress_ms: 3 } });
  });

  test('409 is an answer, everything else is trouble', async () => {
    const refusal = (status: number) => () =>
      Response.json({ status, code: 'no', detail: 'no', title: 'no' }, { status });
    expect(await made(refusal(409)).server.write({ progress_ms: 3 }, 7, { last: false })).toBeNull();
    await expect(made(refusal(422)).server.write({ progress_ms: 3 }, 7, { last: false })).rejects.toThrow('no');
  });

  test('last words that browsers would not carry are sent as an ordinary request', async () => {
    const { server, requests } = made(saved('"1"'));
    const entries = Array.from({ length: 1000 }, (_, id) => ({
      entry_id: `0197a3b2-0000-7000-8000-00000000${id}`,
      track_id: id,
      origin: 'manual' as const,
    }));
    await server.write({ entries }, 0, { last: true });
    expect(requests[0]?.keepalive).toBe(false);
  });
});

describe('what has to be written', () => {
  test.each<[string, Partial<QueueState>, object | null]>([
    ['nothing changed', {}, null],
    ['equal entries are no change', { entries: [entry('a'), entry('b')] }, null],
    ['a position', { progressMs: 9000 }, { progress_ms: 9000 }],
    ['another entry takes its position along', { currentEntryId: 'b' }, { current_entry_id: 'b', progress_ms: 5000 }],
    ['settings', { repeatMode: 'one', autoAdvance: false }, { repeat_mode: 'one', auto_advance: false }],
    ['the context', { context: { kind: 'k', id: 'i', label: 'l' } }, { context: { kind: 'k', id: 'i', label: 'l' } }],
    ['the list', { entries: [entry('a')] }, { entries: [{ entry_id: 'a', track_id: 1, origin: 'manual' }] }],
  ])('%s', (_said, change, expected) => {
    expect(changeOf(list, { ...list, ...change })).toEqual(expected);
  });

  test('an entry that changed its section is written', () => {
    const moved = { ...list, entries: [entry('a'), { ...entry('b'), origin: 'context' as const }] };
    expect(changeOf(list, moved)).toMatchObject({ entries: [{}, { origin: 'context' }] });
  });
});
