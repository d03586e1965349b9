import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { cover, published, send, song } from './uploading.js';

let world: World;
let bob: Person;
let eve: Person;
let open: TrackView;
let hidden: TrackView;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  eve = await world.artist('eve');
  const shown = await published(bob, { title: 'open' });
  const secret = await published(bob, { title: 'hidden', visibility: 'private' });
  await world.settled();
  open = (await bob.get<TrackView>(`/tracks/${shown}`)).body;
  hidden = (await bob.get<TrackView>(`/tracks/${secret}`)).body;
});
afterAll(() => world.close());

const changes = [
  ['PATCH', '', 'you can only edit your own tracks'],
  ['DELETE', '', 'you can only delete your own tracks'],
  ['POST', '/restore-record', 'you can only edit your own tracks'],
] as const;

describe('SEC-04: a change of a track', () => {
  test.each(changes)('%s %s is refused to everybody else, and changes nothing', async (method, path, detail) => {
    const at = (track: TrackView) => `/tracks/${track.id}${path}`;
    const body = method === 'PATCH' ? { title: 'taken over' } : undefined;
    expect((await world.visitor().call(method, at(open), body)).body).toMatchObject({ status: 401 });
    expect((await eve.call(method, at(open), body)).body).toMatchObject({
      status: 403,
      code: 'tracks.not_owner',
      detail,
    });
    expect((await eve.call(method, at(hidden), body)).body).toMatchObject({ status: 404, code: 'tracks.not_found' });
    expect((await eve.call(method, '/tracks/999999', body)).body).toMatchObject({ status: 404 });
    expect((await bob.get(`/tracks/${open.id}`)).body).toEqual(open);
  });

  test.each(['PATCH', 'DELETE'])('SEC-06: %s from a page of somebody else is refused', async (method) => {
    const headers = { origin: 'https://evil.example.com' };
    const answer = await bob.call(method, `/tracks/${open.id}`, undefined, headers);
    expect(answer.body).toMatchObject({ status: 403, code: 'request.bad_origin' });
  });

  test('the cover of a refused change is not kept', async () => {
    const images = () => world.database.count(`images where state in ('staged', 'live')`);
    const before = await images();
    const answer = await eve.upload(`/tracks/${open.id}`, { image: await cover() }, 'PATCH');
    expect(answer.status).toBe(403);
    expect(await images()).toBe(before);
  });
});

test.each(['/tracks/me', '/tracks/me/broken', '/jobs'])('%s asks guests to sign in', async (path) => {
  expect((await world.visitor().get(path)).body).toMatchObject({ status: 401, code: 'auth.required' });
});

describe('ST-03: hearing', () => {
  test('everybody hears public audio, in parts too', async () => {
    const whole = await world.visitor().fetch(`/audio/${open.file_id}`);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('content-type')).toBe('audio/mpeg');
    const part = await world.visitor().fetch(`/audio/${open.file_id}`, { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    const head = await world.visitor().fetch(`/audio/${open.file_id}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    const beyond = await world.visitor().fetch(`/audio/${open.file_id}`, { headers: { range: 'bytes=99999999-' } });
    expect(beyond.status).toBe(416);
  });

  test('private audio is for its artist, and is kept by nobody in between', async () => {
    const own = await bob.fetch(`/audio/${hidden.file_id}`);
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    for (const path of [`/audio/${hidden.file_id}`, `/audio/${hidden.file_id}/url`, `/tracks/${hidden.id}/waveform`])
      for (const other of [eve, world.visitor()]) expect((await other.get(path)).status).toBe(404);
  });

  test('ST-10: the address of private audio works for whoever holds it, until it ends', async () => {
    const { body } = await bob.get<{ url: string; expires_at: string }>(`/audio/${hidden.file_id}/url`);
    expect(Date.parse(body.expires_at)).toBeGreaterThan(Date.now() + 300_000);
    expect((await fetch(body.url)).status).toBe(200);
    // In the middle: the last letter of a signature holds bits that mean nothing.
    const forged = body.url.replace(/.(?=.{8}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    expect((await fetch(forged)).status).toBeGreaterThan(399);
  });

  test('a public address does not end', async () => {
    const { body } = await world.visitor().get(`/audio/${open.file_id}/url`);
    expect(body).toEqual({ url: open.r2_url, file_id: open.file_id, file_type: 'mp3', expires_at: null });
  });

  test.each(['nonsense', '00000000-0000-4000-8000-000000000000'])('%s is the id of no audio', async (id) => {
    expect((await bob.get(`/audio/${id}`)).body).toMatchObject({ status: 404, code: 'audio.not_found' });
  });

  test('a waveform has 800 bins and the loudness', async () => {
    const { body } = await world.visitor().get<{ peaks: number[] }>(`/tracks/${open.id}/waveform`);
    expect(body).toMatchObject({ bins: 800, loudness_lufs: open.loudness_lufs });
    expect(body.peaks).toHaveLength(800);
    expect(Math.max(...body.peaks)).toBeGreaterThan(50);
  });
});

test('UP-21: bytes that came by a resumable upload become a track', async () => {
  const { bytes, name } = await song();
  const created = await bob.fetch('/uploads/tus', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  expect(created.status).toBe(201);
  const location = new URL(created.headers.get('location') ?? '', world.url).pathname;
  const sent = await bob.fetch(location, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  expect(sent.status).toBe(204);
  const stagedId = location.split('/').at(-1) ?? '';
  const { reserved_track_id } = await send(bob, { title: 'resumed', staged_id: stagedId });
  await world.settled();
  expect((await world.visitor().get(`/tracks/${reserved_track_id}`)).body).toMatchObject({ title: 'resumed' });
  const again = await bob.upload('/tracks/', { title: 'twice', staged_id: stagedId });
  expect(again.body).toMatchObject({ status: 404, code: 'uploads.not_found' });
});
