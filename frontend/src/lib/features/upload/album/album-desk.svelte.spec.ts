import { beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Config } from '#lib/api/contract.ts';
import { aFile, FakeTransport, problem } from '#lib/state/uploads/fake-transport.ts';
import { Uploads } from '#lib/state/uploads.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { keptIn } from '#lib/util/kept.ts';
import { AlbumDesk } from './album-desk.svelte.ts';

const config = {
  supported_audio: ['.flac'],
  max_upload_size_mb: 1,
  supported_images: ['.png'],
  max_image_size_mb: 1,
} as Config;
const album = { id: 'a-1', title: 'Condensation', slug: 'condensation', artist_handle: 'ada.test' };
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function made({ members = [] as number[], refuse = [] as Response[] } = {}) {
  const calls: { call: string; body: unknown }[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      const call = `${request.method} ${new URL(request.url).pathname.replace('/api', '')}`;
      calls.push({
        call,
        body: await request
          .clone()
          .json()
          .catch(() => null),
      });
      if (call.endsWith('/finalize')) return refuse.shift() ?? json(album);
      if (request.method === 'GET') return json({ metadata: album, tracks: members.map((id) => ({ id })) });
      return json(album);
    },
  });
  const transport = new FakeTransport();
  const toasts = new Toasts();
  const uploads = new Uploads({ transport, toasts, onPhone: false });
  const desk = (did = 'did:plc:a') =>
    new AlbumDesk({ api, uploads, config, kept: keptIn(() => localStorage), toasts, did });
  return { desk: desk(), again: desk, calls, transport, toasts, uploads };
}

/** All bytes are there, and the server says of each upload in turn what track it became. */
async function arrive({ transport }: { transport: FakeTransport }, trackIds: number[]): Promise<void> {
  for (const _ of trackIds) {
    await settled();
    transport.arrive();
  }
  for (const track_id of trackIds) {
    await settled();
    transport.tell({ status: 'completed', track_id });
  }
  await settled();
}

beforeEach(() => localStorage.clear());

describe('ALB-09: an album is put out in its order', () => {
  test('files stand by name, in numbers, and take other places', () => {
    const { desk } = made();
    desk.add([aFile('10 last.flac'), aFile('2 - second.flac'), aFile('1 first.flac')]);
    expect(desk.tracks.map(({ title }) => title)).toEqual(['first', 'second', 'last']);
    desk.move(desk.tracks[2]!.id, desk.tracks[0]!.id);
    expect(desk.tracks.map(({ title }) => title)).toEqual(['last', 'first', 'second']);
  });

  test('a draft, its tracks with what they share, and at last their order', async () => {
    const told = made({ members: [7, 8] });
    const { desk, calls, transport, toasts } = told;
    desk.add([aFile('1 one.flac'), aFile('2 two.flac')]);
    [desk.title, desk.tags] = ['Condensation', ['dub']];
    desk.move(desk.tracks[1]!.id, desk.tracks[0]!.id);
    void desk.publish();
    await arrive(told, [7, 8]);
    expect(transport.forms.map(({ title, albumId, tags }) => [title, albumId, tags])).toEqual(
      expect.arrayContaining([
        ['two', 'a-1', ['dub']],
        ['one', 'a-1', ['dub']],
      ]),
    );
    expect(calls.map(({ call }) => call)).toEqual([
      'POST /albums',
      'GET /albums/ada.test/condensation',
      'POST /albums/a-1/finalize',
    ]);
    // the first file to arrive is that of track 7, which was moved behind the other
    expect(calls[2]!.body).toEqual({ track_ids: [8, 7] });
    expect(desk.isClear).toBe(true);
    expect(toasts.items).toMatchObject([{ kind: 'success', text: 'Condensation is out' }]);
  });

  test('what was on the album stays in front, and a change in between is looked at again', async () => {
    const mismatch = json({ code: 'lists.membership_mismatch', detail: 'other tracks', status: 409 }, 409);
    const told = made({ members: [3, 7], refuse: [mismatch] });
    told.desk.add([aFile('one.flac')]);
    told.desk.title = 'Condensation';
    void told.desk.publish();
    await arrive(told, [7]);
    const orders = told.calls.filter(({ call }) => call.endsWith('/finalize'));
    expect(orders.map(({ body }) => body)).toEqual([{ track_ids: [3, 7] }, { track_ids: [3, 7] }]);
  });

  test('a track that failed is said, and the rest waits for it', async () => {
    const told = made();
    const { desk, calls, transport } = told;
    transport.failures.create = [problem(400, 'tags.invalid', 'a tag is too long')];
    desk.add([aFile('one.flac')]);
    desk.title = 'Condensation';
    void desk.publish();
    await settled();
    transport.arrive();
    await settled();
    expect(desk.tracks[0]!.trouble).toBe('a tag is too long');
    expect(desk.trouble).toContain('not all tracks are up');
    expect(calls.map(({ call }) => call)).toEqual(['POST /albums']);
    void desk.publish();
    await settled();
    transport.tell({ status: 'completed', track_id: 7 });
    await settled();
    expect(desk.published?.title).toBe('Condensation');
  });
});

test('nothing goes off that lacks a title, a file or a name', async () => {
  const { desk, calls } = made();
  await desk.publish();
  expect(desk.errors.title).toBe('an album needs a title');
  desk.title = 'Condensation';
  await desk.publish();
  expect(desk.trouble).toBe('choose the files first.');
  desk.add([aFile('a song.flac'), aFile('notes.txt')]);
  expect(desk.tracks.map(({ state }) => state)).toEqual(['waiting', 'refused']);
  await desk.publish();
  expect(desk.trouble).toContain('some files cannot be sent');
  expect(calls).toEqual([]);
});

describe('UP-21: a reload loses no word', () => {
  test('words and order are there, and a file that is chosen again finds its place', () => {
    const { desk, again } = made();
    desk.add([aFile('1 one.flac'), aFile('2 two.flac')]);
    desk.title = 'Condensation';
    desk.tracks[0]!.title = 'The First';
    desk.move(desk.tracks[1]!.id, desk.tracks[0]!.id);
    desk.keep();
    const back = again();
    expect(back.tracks.map(({ title, state }) => [title, state])).toEqual([
      ['two', 'lost'],
      ['The First', 'lost'],
    ]);
    back.add([aFile('1 one.flac')]);
    expect(back.tracks.map(({ title, state }) => [title, state])).toEqual([
      ['two', 'lost'],
      ['The First', 'waiting'],
    ]);
    expect(again('did:plc:b').isClear).toBe(true);
  });

  test('what the server has goes on by itself, to its order', async () => {
    const { desk, transport } = made();
    desk.add([aFile('one.flac')]);
    desk.title = 'Condensation';
    void desk.publish();
    await settled();
    transport.arrive();
    await settled();
    desk.keep();
    const later = made({ members: [7] });
    expect(later.desk.publishing).toBe(true);
    later.transport.tell({ status: 'completed', track_id: 7 });
    await settled();
    expect(later.calls.map(({ call }) => call)).toEqual([
      'GET /albums/ada.test/condensation',
      'POST /albums/a-1/finalize',
    ]);
    expect(later.toasts.items).toMatchObject([{ text: 'Condensation is out' }]);
  });
});
