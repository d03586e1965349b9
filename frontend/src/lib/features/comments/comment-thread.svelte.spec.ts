import { describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Comment, Me } from '#lib/api/contract.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { isDraft } from './comment-draft.ts';
import { CommentThread } from './comment-thread.svelte.ts';

const comment = (id: number, timestamp_ms: number) => ({ id, timestamp_ms, text: `at ${timestamp_ms}` }) as Comment;
const me = { did: 'did:plc:ada', handle: 'ada.test', display_name: 'Ada', avatar_url: null } as Me;
const ok = (value: unknown) => new Response(JSON.stringify(value), { status: 200 });

function made(answer: (request: Request) => Response | Promise<Response>) {
  const toasts = new Toasts();
  const api = createApi({ baseUrl: '/api', fetch: async (request) => answer(request) });
  return { thread: new CommentThread(7, { api, toasts, session: { me } }), toasts };
}

const listed = () => ok({ comments: [comment(2, 90_000), comment(1, 12_000)], count: 2, comments_enabled: true });
const refused = () =>
  new Response(
    JSON.stringify({
      status: 400,
      code: 'comments.full',
      detail: 'this track already has 20 comments',
      title: '',
      type: '',
    }),
    { status: 400 },
  );
const settle = () => new Promise((resolve) => setTimeout(resolve));
const ids = (thread: CommentThread) => thread.comments.map(({ id }) => id);

describe('timed comments', () => {
  test('stand in playing order', async () => {
    const { thread } = made(listed);
    await thread.read();
    expect(ids(thread)).toEqual([1, 2]);
  });

  test('a new one takes its place by its moment', async () => {
    const { thread } = made((request) => (request.method === 'GET' ? listed() : ok(comment(3, 40_000))));
    await thread.read();
    expect(await thread.add('that drop', 40_000.4)).toBe(true);
    expect(ids(thread)).toEqual([1, 3, 2]);
  });

  test('a refused one is said and not shown', async () => {
    const { thread, toasts } = made((request) => (request.method === 'GET' ? listed() : refused()));
    await thread.read();
    expect(await thread.add('one too many', 1)).toBe(false);
    expect(ids(thread)).toEqual([1, 2]);
    expect(toasts.items[0]?.text).toContain('this track already has 20 comments');
  });

  test('COM-02: other words stand where the comment stood; refused ones leave it as it is', async () => {
    const changed = { ...comment(2, 90_000), text: 'better', updated_at: '2025-11-21T10:00:00Z' };
    const answers = [ok(changed), refused()];
    const { thread, toasts } = made((request) =>
      request.method === 'GET' ? listed() : (answers.shift() ?? refused()),
    );
    await thread.read();
    expect(await thread.change(comment(2, 90_000), 'better')).toBe(true);
    expect(thread.comments.map(({ text }) => text)).toEqual(['at 12000', 'better']);
    expect(await thread.change(comment(1, 12_000), 'worse')).toBe(false);
    expect(thread.comments.map(({ text }) => text)).toEqual(['at 12000', 'better']);
    expect(toasts.items[0]?.kind).toBe('error');
  });

  test('UX-01: what is posted, changed or deleted stands so at once, and is said when it is done', async () => {
    let answer = (_: Response): void => undefined;
    const { thread, toasts } = made((request) =>
      request.method === 'GET' ? listed() : new Promise<Response>((resolve) => (answer = resolve)),
    );
    const answered = (value: unknown) => answer(ok(value));
    await thread.read();
    const added = thread.add('that drop', 40_000);
    expect(thread.comments.map(({ text, user_display_name }) => [text, user_display_name])).toEqual([
      ['at 12000', undefined],
      ['that drop', 'Ada'],
      ['at 90000', undefined],
    ]);
    expect(thread.comments.map(isDraft)).toEqual([false, true, false]);
    await settle();
    answered(comment(3, 40_000));
    await added;
    expect([ids(thread), thread.comments.some(isDraft)]).toEqual([[1, 3, 2], false]);

    const changed = thread.change(comment(1, 12_000), 'better');
    expect(thread.comments[0]?.text).toBe('better');
    await settle();
    answered({ ...comment(1, 12_000), text: 'better' });
    await changed;

    const removed = thread.remove(comment(2, 90_000));
    expect(ids(thread)).toEqual([1, 3]);
    await settle();
    answered({});
    await removed;
    expect(toasts.items.map(({ text }) => text)).toEqual([
      'comment deleted',
      'comment changed',
      'comment posted at 0:40',
    ]);
  });

  test('what could not be deleted stands again in its place', async () => {
    const { thread, toasts } = made((request) => (request.method === 'GET' ? listed() : refused()));
    await thread.read();
    await thread.remove(comment(1, 12_000));
    expect([ids(thread), toasts.items[0]?.kind]).toEqual([[1, 2], 'error']);
  });

  test('is spoken from its moment on, for a while', async () => {
    const { thread } = made(listed);
    await thread.read();
    expect([11_999, 12_000, 19_999, 20_000].map((ms) => thread.spokenAt(ms)?.id)).toEqual([undefined, 1, 1, undefined]);
  });

  test('when they cannot be read the thread says why', async () => {
    const { thread } = made(() => new Response('', { status: 503 }));
    await thread.read();
    expect([thread.known, thread.problem]).toMatchObject([false, { status: 503 }]);
  });
});

describe('CON-10: on the way to the repository of its author', () => {
  const standing = (thread: CommentThread) => thread.comments.map(({ sync_state }) => sync_state);

  test('one is followed there; what is read meanwhile changes no words, and moves nothing', async () => {
    let state: Comment['sync_state'] = 'pending';
    const { thread } = made((request) => {
      if (request.method === 'POST') return ok({ retried: 1 });
      const read = [{ ...comment(1, 12_000), sync_state: state }, comment(2, 90_000), comment(3, 40_000)];
      return ok({ comments: read, count: 3, comments_enabled: true });
    });
    thread.comments = [{ ...comment(1, 12_000), text: 'newer words', sync_state: 'pending' }, comment(2, 90_000)];
    expect(thread.syncing).toBe(true);

    state = 'failed';
    await thread.pds.retry();
    expect([standing(thread), thread.syncing]).toEqual([['failed', undefined], false]);
    state = 'synced';
    await thread.pds.retry();
    expect([standing(thread), thread.syncing]).toEqual([['synced', undefined], false]);
    expect([ids(thread), thread.comments[0]?.text]).toEqual([[1, 2], 'newer words']);
  });
});
