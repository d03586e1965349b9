import { beforeEach, describe, expect, test, vi, type Mock } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { PlaylistWithTracks, Track } from '#lib/api/contract.ts';
import { Playlists } from '#lib/state/playlists.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { PlaylistRoom } from './playlist-room.svelte.ts';

const track = (title: string) =>
  ({ id: title.charCodeAt(0), title, atproto_record_uri: `at://${title}`, atproto_record_cid: 'c' }) as Track;
const [a, b, c] = [track('a'), track('b'), track('c')];
const rain = {
  id: 'r',
  name: 'rain',
  track_count: 4,
  show_on_profile: false,
  publish_state: 'published',
  image_url: null,
} as PlaylistWithTracks;

let sent: string[];
let answers: Record<string, object | number>;
const MISMATCH = 409;
let toasts: Toasts;
let room: PlaylistRoom;
let again: Mock<() => Promise<void>>;
const titles = () => room.tracks.map(({ title }) => title).join('');

beforeEach(() => {
  sent = [];
  answers = {};
  toasts = new Toasts();
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const asked = `${request.method} ${pathname.replace('/lists/playlists/r', '')}`;
      const text = request.headers.get('content-type')?.includes('json') ? await request.text() : '';
      sent.push(`${asked} ${text}`.trim());
      const answer = answers[asked] ?? rain;
      const code = answer === MISMATCH ? 'lists.membership_mismatch' : 'x';
      return typeof answer === 'number'
        ? new Response(JSON.stringify({ status: answer, code, detail: 'no.' }), { status: answer })
        : new Response(JSON.stringify(answer), { status: 200 });
    },
  });
  const playlists = new Playlists({ api, toasts, owner: () => 'did:plc:ada' });
  again = vi.fn(() => Promise.resolve());
  room = new PlaylistRoom({ api, toasts, playlists, onread: () => undefined, again }, { ...rain, tracks: [a, b, c] });
});

test('items that are not shown are counted', () => {
  expect(room.unseen).toBe(1);
});

describe('taking a track off', () => {
  test('is shown at once and can be undone: it comes back to its place', async () => {
    answers['DELETE /tracks/98'] = { ...rain, track_count: 3 };
    const removing = room.remove(b);
    expect(titles()).toBe('ac');
    await removing;
    expect([sent, room.playlist.track_count]).toEqual([['DELETE /tracks/98'], 3]);
    expect(toasts.items[0]).toMatchObject({ text: 'removed b', link: { label: 'undo' } });

    toasts.items[0]?.link?.onselect?.();
    await expect.poll(() => titles()).toBe('abc');
    const items = ['a', 'b', 'c'].map((title) => ({ uri: `at://${title}`, cid: 'c' }));
    expect(sent.slice(1)).toEqual(['POST /tracks {"track_id":98}', `PUT /tracks/reorder ${JSON.stringify({ items })}`]);
  });

  test('that was refused puts it back and says why', async () => {
    answers['DELETE /tracks/98'] = 503;
    await room.remove(b);
    expect([titles(), toasts.items[0]?.text]).toEqual(['abc', 'b could not be taken off rain. no.']);
  });

  test('of two tracks, neither of which was let go, leaves them where they were', async () => {
    answers['DELETE /tracks/97'] = answers['DELETE /tracks/98'] = 503;
    await Promise.all([room.remove(a), room.remove(b)]);
    expect(titles()).toBe('abc');
  });

  test('that is undone after the page was left is shown by whatever room stands there by then', async () => {
    answers['DELETE /tracks/98'] = { ...rain, track_count: 3 };
    await room.remove(b);
    expect(again).not.toHaveBeenCalled();
    toasts.items[0]?.link?.onselect?.();
    await vi.waitFor(() => expect(again).toHaveBeenCalledOnce());
  });
});

test('LST-18: an order of another list than there is now shows the one there is', async () => {
  answers = { 'PUT /tracks/reorder': MISMATCH, 'GET ': { ...rain, tracks: [c, a] } };
  room.order.move(String(c.id), String(a.id));
  expect(titles()).toBe('cab');
  await room.order.save();
  expect([titles(), sent.at(-1), toasts.items[0]?.kind]).toEqual(['ca', 'GET', 'warning']);
});

describe('LST-13: what its owner changes', () => {
  test('only what changed is sent', async () => {
    answers['PATCH '] = { ...rain, name: 'storm' };
    expect(await room.save({ name: ' storm ', showOnProfile: false, cover: null })).toBe(true);
    expect([sent, room.playlist.name]).toEqual([['PATCH  {"name":"storm"}'], 'storm']);
  });

  test('a cover goes after the rest, and a refused one leaves the form open', async () => {
    answers['POST /cover'] = 422;
    const cover = new File(['x'], 'rain.png', { type: 'image/png' });
    expect(await room.save({ name: 'rain', showOnProfile: true, cover })).toBe(false);
    expect(sent).toEqual(['PATCH  {"show_on_profile":true}', 'POST /cover']);
    answers['POST /cover'] = { image_url: '/big', thumbnail_url: '/small', image_id: 'i' };
    expect(await room.save({ name: 'rain', showOnProfile: true, cover })).toBe(true);
    expect(room.playlist).toMatchObject({ image_url: '/big', thumbnail_url: '/small' });
  });

  test('nothing changed is nothing sent', async () => {
    expect(await room.save({ name: 'rain', showOnProfile: false, cover: null })).toBe(true);
    expect([sent, toasts.items]).toEqual([[], []]);
  });
});
