import { describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { TrackDraft } from '#lib/features/upload/track-draft.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { OwnTracks } from './own-tracks.svelte.ts';
import { isOnItsWay, isStranded } from './record-state.ts';

const track = (id: number, facts: Partial<Track> = {}) =>
  ({
    id,
    title: `track ${id}`,
    album: null,
    features: [],
    tags: ['tape'],
    description: null,
    visibility: 'public',
    publish_state: 'published',
    sync_state: 'synced',
    broken_reason: null,
    ...facts,
  }) as unknown as Track;

const ok = (value: unknown) => new Response(JSON.stringify(value));
const refused = (status: number, code: string, detail: string) =>
  new Response(JSON.stringify({ status, code, detail, type: '', title: '' }), { status });
const page = (tracks: Track[], total = tracks.length) => ok({ tracks, total, next_cursor: null, has_more: false });

/** Answers by method and path; what was asked is written down. */
function made(answers: Record<string, (request: Request) => Response | Promise<Response>>) {
  const asked: string[] = [];
  const told: unknown[] = [];
  const toasts = new Toasts();
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const key = `${request.method} ${pathname.slice(4)}`;
      const type = request.headers.get('content-type') ?? '';
      asked.push(`${key}${search}${type.includes('json') ? ` ${await request.clone().text()}` : ''}`);
      const known: Record<string, () => Response> = {
        'GET /tracks/me': () => page([track(1), track(2)]),
        'GET /tracks/me/broken': () => ok({ tracks: [], count: 0 }),
      };
      return answers[key]?.(request) ?? known[key]?.() ?? refused(404, 'route.not_found', key);
    },
  });
  const own = new OwnTracks({
    api,
    toasts,
    onchange: ({ title }) => told.push(title),
    onremove: (id) => told.push(id),
  });
  return { own, asked, told, toasts };
}
const ids = ({ feed }: OwnTracks) => feed.tracks.map(({ id }) => id);

describe('TRK-09: the own tracks', () => {
  test('are listed with how many there are', async () => {
    const { own } = made({ 'GET /tracks/me': () => page([track(1)], 23) });
    await own.refresh();
    expect([ids(own), own.total]).toEqual([[1], 23]);
  });

  test('are counted by the answer to what is asked now, not by the last to come', async () => {
    let late = (answer: Response): void => void answer;
    const { own } = made({
      'GET /tracks/me': ({ url }) =>
        url.includes('q=') ? page([track(2)], 1) : new Promise((resolve) => (late = resolve)),
    });
    const refreshed = own.refresh();
    await own.ask({ q: 'tide' });
    late(page([track(1), track(2)], 2));
    await refreshed;
    expect(own.total).toBe(1);
  });

  test('are asked for by words and order, and nothing of the old list stays', async () => {
    const { own, asked } = made({
      'GET /tracks/me': ({ url }) => page(url.includes('q=tide') ? [track(2)] : [track(1), track(2), track(3)]),
    });
    await own.refresh();
    await own.ask({ q: ' tide ', order: 'plays' });
    expect(ids(own)).toEqual([2]);
    expect(asked.at(-1)).toBe('GET /tracks/me?q=tide&sort=plays&limit=30');
  });
});

describe('TRK-04: an edit', () => {
  test('sends what differs, and lists show it', async () => {
    const { own, asked, told } = made({ 'PATCH /tracks/1': () => ok(track(1, { title: 'Louvre' })) });
    await own.refresh();
    const draft = TrackDraft.of(track(1));
    draft.title = 'Louvre';
    expect(await own.change(track(1), draft)).toBe(true);
    expect(asked.at(-1)).toBe('PATCH /tracks/1 {"title":"Louvre"}');
    expect([own.feed.tracks[0]?.title, told]).toEqual(['Louvre', ['Louvre']]);
  });

  test('of nothing asks nobody', async () => {
    const { own, asked } = made({});
    expect(await own.change(track(1), TrackDraft.of(track(1)))).toBe(true);
    expect(asked).toEqual([]);
  });

  test('that is refused says where, and is kept', async () => {
    const { own } = made({ 'PATCH /tracks/1': () => refused(400, 'tags.invalid', 'a track takes at most 10 tags') });
    const draft = TrackDraft.of(track(1));
    draft.take({ tags: ['one'] });
    expect(await own.change(track(1), draft)).toBe(false);
    expect([draft.errors, draft.tags]).toEqual([{ tags: 'a track takes at most 10 tags' }, ['one']]);
  });
});

describe('TRK-05: a deletion', () => {
  test('takes the track out of every list', async () => {
    const { own, told } = made({ 'DELETE /tracks/1': () => ok({ message: 'gone' }) });
    await own.refresh();
    expect(await own.remove(track(1))).toBe(true);
    expect([ids(own), own.total, told]).toEqual([[2], 1, [1]]);
  });

  test('that failed leaves it there and says why', async () => {
    const { own, toasts } = made({ 'DELETE /tracks/1': () => refused(503, 'x', 'not now') });
    await own.refresh();
    expect(await own.remove(track(1))).toBe(false);
    expect([ids(own), toasts.items[0]?.text]).toEqual([[1, 2], 'track 1 could not be deleted. not now']);
  });
});

describe('CON-04: a track that is not on the pds', () => {
  const lost = track(1, { publish_state: 'failed', broken_reason: 'publish_failed' });

  test('is restored by itself', async () => {
    const restored = track(1, { publish_state: 'pending' });
    const { own, asked } = made({
      'POST /tracks/1/restore-record': () => ok({ success: true, track: restored, restored_uri: 'at://' }),
    });
    await own.refresh();
    await own.restore(lost);
    expect([own.syncing, own.feed.tracks[0]?.publish_state]).toEqual([true, 'pending']);
    expect(asked).toContain('POST /tracks/1/restore-record');
  });

  test('or with all the others', async () => {
    let broken = [lost];
    const { own, toasts } = made({
      'GET /tracks/me/broken': () => ok({ tracks: broken, count: broken.length }),
      'POST /tracks/me/broken/restore-all': () => {
        broken = [];
        return ok({ queued: 1 });
      },
    });
    await own.refresh();
    expect(own.broken).toHaveLength(1);
    await own.restoreAll();
    expect([own.broken, own.restoring, toasts.items[0]?.text]).toEqual([[], false, '1 track on the way to your pds']);
  });

  test('a record that is there but stale is written by a change that changes nothing', async () => {
    const { own, asked } = made({ 'PATCH /tracks/1': () => ok(track(1)) });
    await own.restore(track(1, { sync_state: 'failed' }));
    expect(asked[0]).toBe('PATCH /tracks/1 {"title":"track 1"}');
  });

  test.each([
    [{ publish_state: 'pending' }, true, false],
    [{ sync_state: 'pending' }, true, false],
    [{ sync_state: 'failed' }, false, true],
    [{ publish_state: 'failed' }, false, true],
    [{ broken_reason: 'record_missing' }, false, true],
    [{}, false, false],
  ] as [Partial<Track>, boolean, boolean][])('%j', (facts, onItsWay, stranded) => {
    expect([isOnItsWay(track(1, facts)), isStranded(track(1, facts))]).toEqual([onItsWay, stranded]);
  });
});
