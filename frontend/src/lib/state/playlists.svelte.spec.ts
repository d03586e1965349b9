import { beforeEach, expect, test } from 'vitest';
import { createApi } from '../api/client.ts';
import { Playlists } from './playlists.svelte.ts';
import { Toasts } from './toasts.svelte.ts';

const playlist = (id: string, name: string) => ({ id, name, track_count: 0 });
const track = { id: 7, title: 'slack water' };

let owner: string | null = 'did:plc:ada';
beforeEach(() => (owner = 'did:plc:ada'));

function made(answer: (method: string, path: string) => unknown) {
  const sent: string[] = [];
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      sent.push(`${request.method} ${pathname}`);
      const value = answer(request.method, pathname);
      if (value instanceof Response) return Promise.resolve(value);
      return Promise.resolve(new Response(JSON.stringify(value), { status: 200 }));
    },
  });
  const toasts = new Toasts();
  return { playlists: new Playlists({ api, toasts, owner: () => owner }), toasts, sent };
}

const refused = () =>
  new Response(JSON.stringify({ status: 409, code: 'lists.full', detail: 'a list holds at most 500 tracks' }), {
    status: 409,
  });

test('they are asked for once, however many menus open', async () => {
  const { playlists, sent } = made(() => [playlist('a', 'roads')]);
  await Promise.all([playlists.read(), playlists.read()]);
  expect(sent).toEqual(['GET /lists/playlists']);
  expect(playlists.all).toMatchObject([{ name: 'roads' }]);
});

test('UX-02: known ones are there at once, and read anew behind that', async () => {
  let held: unknown = [playlist('a', 'roads')];
  const { playlists } = made(() => held);
  await playlists.read();
  held = [playlist('b', 'made on the phone'), playlist('a', 'roads')];
  await playlists.read();
  expect(playlists.all).toHaveLength(1);
  await expect.poll(() => playlists.all?.map(({ id }) => id)).toEqual(['b', 'a']);
  held = refused();
  await playlists.read();
  await new Promise((resolve) => setTimeout(resolve));
  expect(playlists.all).toHaveLength(2);
});

test('UX-02: an answer that does not know of a change does not hide it', async () => {
  const lists = [playlist('a', 'roads')];
  const { playlists } = made((method) => (method === 'GET' ? lists : playlist('b', 'rain')));
  await playlists.read();
  const behind = playlists.read();
  await Promise.all([playlists.create('rain'), behind]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(playlists.all?.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('LST-14: a new one takes its first track in the same action', async () => {
  const { playlists, sent, toasts } = made((method, path) => {
    if (method === 'GET') return [playlist('a', 'roads')];
    return path.endsWith('/tracks') ? { ...playlist('b', 'rain'), track_count: 1 } : playlist('b', 'rain');
  });
  await playlists.read();
  await playlists.create('rain', track);
  expect(sent.slice(1)).toEqual(['POST /lists/playlists', 'POST /lists/playlists/b/tracks']);
  expect(playlists.all).toMatchObject([
    { name: 'rain', track_count: 1 },
    { name: 'roads', track_count: 0 },
  ]);
  expect(toasts.items).toMatchObject([{ kind: 'success', text: 'added slack water to rain' }]);
});

test('LST-15: a refusal says why, and nothing changes', async () => {
  const { playlists, toasts } = made((method) => (method === 'GET' ? [playlist('a', 'roads')] : refused()));
  await playlists.read();
  const [roads] = playlists.all ?? [];
  expect(roads && (await playlists.add(roads, track))).toBeNull();
  expect(playlists.all).toMatchObject([{ track_count: 0 }]);
  expect(toasts.items[0]?.text).toBe('slack water could not be added to roads. a list holds at most 500 tracks');
});

test('a deleted one is gone from every menu; one that could not be deleted stays', async () => {
  let isRefusing = true;
  const { playlists } = made((method) => {
    if (method === 'GET') return [playlist('a', 'roads'), playlist('b', 'rain')];
    return isRefusing ? refused() : { deleted: true };
  });
  await playlists.read();
  expect(await playlists.delete({ id: 'a', name: 'roads' })).toBe(false);
  expect(playlists.all).toHaveLength(2);
  isRefusing = false;
  expect(await playlists.delete({ id: 'a', name: 'roads' })).toBe(true);
  expect(playlists.all).toMatchObject([{ id: 'b' }]);
});

test('AUTH-12: nobody is shown the playlists of who listened before, not even those that come late', async () => {
  let read = 0;
  const { playlists } = made(() => [playlist(`p${++read}`, 'roads')]);
  await playlists.read();
  owner = 'did:plc:bob';
  expect(playlists.all).toBeNull();
  const late = playlists.read();
  owner = null;
  await late;
  expect(playlists.all).toBeNull();
});
