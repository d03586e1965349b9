import { expect, test, vi } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { aTrack } from '#lib/player/sample-track.ts';
import { Playlists } from '#lib/state/playlists.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { Adding } from './adding.svelte.ts';

vi.mock('$app/paths', () => ({ resolve: (route: string) => route }));

const track = aTrack(7, { title: 'slack water' });
const list = (id: string, name: string, track_count = 0) => ({ id, name, track_count });
const LISTS = [list('a', 'night train', 27), list('b', 'loud', 3)];
const refused = () =>
  new Response(JSON.stringify({ status: 409, code: 'lists.full', detail: 'it is full.' }), { status: 409 });

/** `loud` holds the track. Answers to changes are given by `change`. */
function made(
  change: (method: string) => Response | object = () => list('a', 'night train', 28),
  except: string | null = null,
) {
  const sent: string[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      if (request.method !== 'GET') sent.push(`${request.method} ${pathname}`);
      const value = request.method === 'GET' ? (search ? [LISTS[1]] : LISTS) : change(request.method);
      return Promise.resolve(value instanceof Response ? value : new Response(JSON.stringify(value), { status: 200 }));
    },
  });
  const toasts = new Toasts();
  const playlists = new Playlists({ api, toasts, owner: () => 'did:plc:ada' });
  return { adding: new Adding({ api, playlists, toasts }, track, except), sent, toasts };
}
const marks = (adding: Adding) => adding.playlists.map((one) => `${one.name}${adding.holds(one) ? ' ✓' : ''}`);

test('LST-14: the playlists stand there with a mark where the track is, without the one that is being looked at', async () => {
  const { adding } = made();
  await adding.read();
  expect([adding.known, marks(adding)]).toEqual([true, ['night train', 'loud ✓']]);
  const { adding: onPage } = made(undefined, 'a');
  await onPage.read();
  expect(marks(onPage)).toEqual(['loud ✓']);
});

test('the mark is there before the server has answered, and a second press meanwhile does nothing', async () => {
  const { adding, sent } = made();
  await adding.read();
  const [train] = adding.playlists;
  if (!train) throw new Error('no playlist');
  const first = adding.toggle(train);
  const second = adding.toggle(train);
  expect(marks(adding)).toEqual(['night train ✓', 'loud ✓']);
  await Promise.all([first, second]);
  expect(sent).toEqual(['POST /lists/playlists/a/tracks']);
});

test('what was refused is as it was, and is told', async () => {
  const { adding, toasts } = made(refused);
  await adding.read();
  for (const playlist of adding.playlists) await adding.toggle(playlist);
  expect(marks(adding)).toEqual(['night train', 'loud ✓']);
  expect(toasts.items.map(({ kind }) => kind)).toEqual(['error', 'error']);
});

test('what was taken out can be put back from the notice', async () => {
  const { adding, toasts, sent } = made(() => list('b', 'loud', 2));
  await adding.read();
  const loud = adding.playlists.find(({ name }) => name === 'loud');
  if (loud) await adding.toggle(loud);
  expect(marks(adding)).toEqual(['night train', 'loud']);
  toasts.items[0]?.link?.onselect?.();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent).toEqual(['DELETE /lists/playlists/b/tracks/7', 'POST /lists/playlists/b/tracks']);
  expect(marks(adding)).toEqual(['night train', 'loud ✓']);
});

test('LST-14: a new one is made with the track in it', async () => {
  const { adding, sent } = made(() => list('c', 'brass for breakfast', 1));
  await adding.read();
  expect(await adding.create('brass for breakfast')).toBe(true);
  expect(sent).toEqual(['POST /lists/playlists', 'POST /lists/playlists/c/tracks']);
  expect(marks(adding)).toEqual(['brass for breakfast ✓', 'night train', 'loud ✓']);
});

test('a new one that could not be made leaves everything as it was', async () => {
  const { adding } = made(refused);
  await adding.read();
  expect(await adding.create('brass for breakfast')).toBe(false);
  expect([adding.creating, marks(adding)]).toEqual([false, ['night train', 'loud ✓']]);
});
