import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi } from '../api/client.ts';
import { keptIn } from '../util/kept.ts';
import { Preferences } from './preferences.svelte.ts';
import { Toasts } from './toasts.svelte.ts';

const kept = keptIn(() => localStorage);
beforeEach(() => localStorage.clear());

function made(answer: (request: Request) => Response | Promise<Response>) {
  const sent: { method: string; body: unknown }[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      sent.push({ method: request.method, body: request.method === 'GET' ? null : await request.clone().json() });
      return answer(request);
    },
  });
  const toasts = new Toasts();
  const onread = vi.fn();
  return { preferences: new Preferences({ api, kept, toasts, onread }), sent, toasts, onread };
}

const stored = { theme: 'light', accent_color: '#4ade80', auto_advance: false, hidden_tags: [] };
const ok = (value: unknown) => new Response(JSON.stringify(value), { status: 200 });

test('a guest changes settings here only', async () => {
  const { preferences, sent } = made(() => ok({}));
  await preferences.change({ auto_advance: false });
  expect(preferences.values.auto_advance).toBe(false);
  expect(sent).toEqual([]);
});

test('PREF-06: what the server says is told once to whoever paints it', async () => {
  const { preferences, onread } = made(() => ok(stored));
  await preferences.read();
  expect(onread).toHaveBeenCalledExactlyOnceWith(stored);
});

test('P-UI-08: a change sends only its own field', async () => {
  const { preferences, sent } = made((request) => ok(request.method === 'GET' ? stored : { ...stored, theme: 'dark' }));
  await preferences.read();
  await preferences.change({ theme: 'dark' });
  expect(sent.at(-1)).toEqual({ method: 'PATCH', body: { theme: 'dark' } });
});

test('UX-01: that it is saved is said in one place, however much is changed', async () => {
  const { preferences, toasts } = made((request) => ok({ ...stored, of: request.method }));
  await preferences.read();
  await Promise.all([preferences.change({ theme: 'dark' }), preferences.change({ hidden_tags: ['ai'] })]);
  expect(toasts.items).toMatchObject([{ kind: 'success', text: 'your hidden tags are saved' }]);
});

test('a refused change goes back and says so', async () => {
  const { preferences, toasts } = made((request) =>
    request.method === 'GET' ? ok(stored) : new Response('', { status: 503 }),
  );
  await preferences.read();
  await preferences.change({ auto_advance: true });
  expect(preferences.values.auto_advance).toBe(false);
  expect(toasts.items).toMatchObject([{ kind: 'error' }]);
});

test('two quick changes both stand, and a refusal of one leaves the other', async () => {
  const { preferences, sent } = made((request) =>
    request.method === 'GET'
      ? ok(stored)
      : request
          .clone()
          .json()
          .then((change: object) =>
            'theme' in change ? new Response('', { status: 503 }) : ok({ ...stored, ...change }),
          ),
  );
  await preferences.read();
  const stand = [preferences.change({ theme: 'dark' }), preferences.change({ auto_advance: true })];
  expect(preferences.values).toMatchObject({ theme: 'dark', auto_advance: true });
  expect(await Promise.all(stand)).toEqual([false, true]);
  expect(preferences.values).toMatchObject({ theme: 'light', auto_advance: true });
  expect(sent.map(({ body }) => body)).toEqual([null, { theme: 'dark' }, { auto_advance: true }]);
});

test('what only this client knows does not drop what another kept beside it', async () => {
  const { preferences, sent } = made((request) => ok({ ...stored, ui_settings: { another: 1 }, of: request.method }));
  await preferences.read();
  await preferences.changeUi({ even_loudness: false });
  expect(sent.at(-1)?.body).toEqual({ ui_settings: { another: 1, even_loudness: false } });
});

test('AUTH-12: an answer that comes after the sign-out is nobody’s', async () => {
  const answers: ((response: Response) => void)[] = [];
  const { preferences, onread } = made(() => new Promise((resolve) => answers.push(resolve)));
  const read = preferences.read();
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  preferences.reset();
  answers[0]?.(ok(stored));
  await read;
  expect([preferences.values.theme, onread.mock.calls]).toEqual(['dark', []]);
});

test('a reading and a change follow each other, so that no older answer takes the last word', async () => {
  const answers: (() => void)[] = [];
  let theme = 'light';
  const { preferences, sent } = made(async (request) => {
    const { method } = request;
    // as it is when the question arrives
    if (method === 'PATCH') theme = 'dark';
    const seen = { ...stored, theme };
    await new Promise<void>((resolve) => answers.push(resolve));
    return ok(seen);
  });
  const both = [preferences.read(), preferences.change({ theme: 'dark' })];
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  expect(sent.map(({ method }) => method)).toEqual(['GET']);
  answers[0]?.();
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.();
  await Promise.all(both);
  expect(preferences.values.theme).toBe('dark');
});

test('what was on its way is nothing to the next listener', async () => {
  const { preferences } = made((request) => ok(request.method === 'GET' ? stored : { ...stored, auto_advance: true }));
  await preferences.read();
  const change = preferences.change({ auto_advance: true });
  preferences.reset();
  await change;
  expect(preferences.values).toMatchObject({ theme: 'dark', hidden_tags: ['ai'] });
});

describe('TAG-04: what a guest hides', () => {
  test('is the usual of the instance, which the server applies, until they choose', () => {
    const { preferences } = made(() => ok({}));
    expect([preferences.values.hidden_tags, preferences.hiddenHere]).toEqual([['ai'], null]);
    preferences.learnUsual(['ai', 'podcast']);
    expect([preferences.values.hidden_tags, preferences.hiddenHere]).toEqual([['ai', 'podcast'], null]);
  });

  test('is kept for their next visit, and nothing of it is sent', async () => {
    const { preferences, sent } = made(() => ok({}));
    await preferences.change({ hidden_tags: [] });
    const again = made(() => ok({}));
    again.preferences.learnUsual(['ai']);
    expect([again.preferences.values.hidden_tags, again.preferences.hiddenHere, sent]).toEqual([[], [], []]);
  });

  test('gives way to the list of who signs in, and is back when they leave', async () => {
    const { preferences } = made(() => ok({ ...stored, hidden_tags: ['live'] }));
    await preferences.change({ hidden_tags: ['dub'] });
    await preferences.read();
    expect([preferences.values.hidden_tags, preferences.hiddenHere]).toEqual([['live'], null]);
    preferences.reset();
    expect([preferences.values.hidden_tags, preferences.hiddenHere]).toEqual([['dub'], ['dub']]);
  });
});
