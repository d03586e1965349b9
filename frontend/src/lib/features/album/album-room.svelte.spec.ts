import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Album, Track } from '#lib/api/contract.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { AlbumRoom } from './album-room.svelte.ts';

const track = (title: string) =>
  ({ id: title.charCodeAt(0), title, atproto_record_uri: `at://${title}`, atproto_record_cid: 'c' }) as Track;
const [a, b, c] = [track('a'), track('b'), track('c')];
const metadata = {
  id: 'r',
  title: 'rain',
  artist_handle: 'ada.test',
  slug: 'rain',
  list_uri: 'at://ada/list/1',
  sync_state: 'pending',
} as Album['metadata'];

let answers: Record<string, () => Response | Promise<Response>>;
let toasts: Toasts;
let room: AlbumRoom;
const ok = (value: unknown) => new Response(JSON.stringify(value));
const refused = (status: number, code = 'x') =>
  new Response(JSON.stringify({ status, code, detail: 'no.' }), { status });
const titles = () => room.tracks.map(({ title }) => title).join('');

beforeEach(() => {
  answers = {};
  toasts = new Toasts();
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: (request) => {
      const call = `${request.method} ${new URL(request.url).pathname}`;
      return Promise.resolve(answers[call]?.() ?? refused(404));
    },
  });
  const parts = { api, toasts, onread: vi.fn(), onchange: vi.fn() };
  room = new AlbumRoom(parts, { metadata, tracks: [a, b, c] });
});

describe('while its record is on its way', () => {
  const look = async () => {
    vi.useFakeTimers();
    const end = room.pds.follow();
    await vi.advanceTimersByTimeAsync(5_000);
    end();
    vi.useRealTimers();
  };

  test('CON-04: only the state of the record is taken over, not an order that may be older', async () => {
    answers['GET /albums/ada.test/rain'] = () =>
      ok({ metadata: { ...metadata, sync_state: 'synced' }, tracks: [a, b, c] });
    room.order.move(String(c.id), String(a.id));
    await look();
    expect([room.metadata.sync_state, titles()]).toEqual(['synced', 'cab']);
  });

  test('nothing is said when it cannot be read', async () => {
    answers['GET /albums/ada.test/rain'] = () => refused(503);
    await look();
    expect([toasts.items, titles()]).toEqual([[], 'abc']);
  });
});

test('LST-18: an order of another album than there is now shows the one there is', async () => {
  answers = {
    'PUT /lists/1/reorder': () => refused(409, 'lists.membership_mismatch'),
    'GET /albums/ada.test/rain': () => ok({ metadata, tracks: [c, a] }),
  };
  room.order.move(String(c.id), String(a.id));
  await room.order.save();
  expect([titles(), toasts.items[0]?.kind]).toEqual(['ca', 'warning']);
});

test('ALB-10: of two that are taken off quickly, only the one that could not be comes back', async () => {
  let refuse = (answer: Response): void => void answer;
  answers = {
    'DELETE /albums/r/tracks/97': () => new Promise<Response>((resolve) => (refuse = resolve)),
    'DELETE /albums/r/tracks/98': () => ok({}),
  };
  const first = room.takeOff(a);
  await room.takeOff(b);
  expect(titles()).toBe('c');
  refuse(refused(503));
  await first;
  expect(titles()).toBe('ac');
});
