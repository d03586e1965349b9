import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from './catalogue.js';
import { cover, published, song } from './uploading.js';

let world: World;
let bob: Person;
let ada: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  ada = await world.artist('ada');
});
afterAll(() => world.close());

async function recordOf(id: number): Promise<Record<string, unknown> | undefined> {
  await world.settled();
  const uri = (await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [id]))?.uri;
  const record = (await world.pds.list(bob.did, 'track')).find((stored) => stored.uri === uri);
  return record?.value;
}

const view = async (id: number) => (await bob.get<TrackView>(`/tracks/${id}`)).body;

describe('TRK-04: an edit', () => {
  test('changes what is given and leaves the rest, here and in the record', async () => {
    const id = await published(bob, { title: 'draft', tags: '["one"]', description: 'old', album: 'Sketches' });
    const before = await recordOf(id);
    const answer = await bob.patch<TrackView>(`/tracks/${id}`, {
      title: 'done',
      tags: ['Two', 'three'],
      features: [ada.handle],
      visibility: 'unlisted',
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      title: 'done',
      tags: ['two', 'three'],
      features: [{ did: ada.did }],
      description: 'old',
      album: { title: 'Sketches' },
      visibility: 'unlisted',
      unlisted: true,
      sync_state: 'pending',
    });
    expect(await recordOf(id)).toEqual({
      ...before,
      title: 'done',
      tags: ['two', 'three'],
      features: [{ did: ada.did, handle: ada.handle }],
      unlisted: true,
    });
    expect(await view(id)).toMatchObject({ sync_state: 'synced' });
  });

  test.each([
    ['a multipart form', (fields: Record<string, string>) => formOf(fields)],
    ['an urlencoded form', (fields: Record<string, string>) => new URLSearchParams(fields)],
    ['JSON', (fields: Record<string, string>) => fields],
  ])('is taken as %s; an empty album or description removes it', async (_, encoded) => {
    const id = await published(bob, { title: 'forms', album: 'Sketches', description: 'gone soon' });
    const answer = await bob.patch<TrackView>(
      `/tracks/${id}`,
      encoded({ title: 'formed', album: '', description: '' }),
    );
    expect(answer.body).toMatchObject({ title: 'formed', album: null, description: null });
    const record = await recordOf(id);
    expect(record).not.toHaveProperty('album');
    expect(record).not.toHaveProperty('description');
  });

  test.each([
    ['a multipart form', (fields: Record<string, string>) => formOf(fields)],
    ['an urlencoded form', (fields: Record<string, string>) => new URLSearchParams(fields)],
    [
      'JSON',
      ({ unlisted, ...fields }: Record<string, string>) =>
        unlisted === undefined ? fields : { ...fields, unlisted: unlisted === 'true' },
    ],
  ])('knows `unlisted` beside `visibility`, which goes first, in %s', async (_, encoded) => {
    const id = await shelve(world, bob);
    const steps: [Record<string, string>, TrackView['visibility']][] = [
      [{ unlisted: 'true' }, 'unlisted'],
      [{ title: 'renamed' }, 'unlisted'],
      [{ unlisted: 'false' }, 'public'],
      [{ visibility: 'unlisted', unlisted: 'false' }, 'unlisted'],
      [{ visibility: 'public', unlisted: 'true' }, 'public'],
    ];
    for (const [fields, visibility] of steps)
      expect(await bob.patch(`/tracks/${id}`, encoded(fields))).toMatchObject({
        status: 200,
        body: { visibility, unlisted: visibility === 'unlisted' },
      });
  });

  test('refuses unknown members of JSON, but not of a form', async () => {
    const id = await published(bob);
    expect((await bob.patch(`/tracks/${id}`, { titel: 'x' })).body).toMatchObject({ code: 'request.invalid' });
    expect((await bob.patch(`/tracks/${id}`, new URLSearchParams({ titel: 'x' }))).status).toBe(200);
  });

  test('null empties what can be empty, and is refused for the rest', async () => {
    const id = await published(bob, { title: 'full', description: 'words', album: 'Sketches' });
    for (const change of [{ title: null }, { visibility: null }, { unlisted: null }])
      expect(await bob.patch(`/tracks/${id}`, change)).toMatchObject({
        status: 422,
        body: { code: 'request.invalid' },
      });
    expect(await bob.patch(`/tracks/${id}`, { description: null, album: null })).toMatchObject({
      status: 200,
      body: { title: 'full', description: null, album: null, visibility: 'public' },
    });
  });

  test('brings a cover, and takes it away', async () => {
    const id = await published(bob);
    const dressed = await bob.upload<TrackView>(`/tracks/${id}`, { image: await cover() }, 'PATCH');
    expect((await fetch(dressed.body.image_url ?? '')).status).toBe(200);
    expect(await recordOf(id)).toMatchObject({ imageUrl: dressed.body.image_url });
    expect((await bob.patch<TrackView>(`/tracks/${id}`, { remove_image: true })).body.image_url).toBeNull();
    expect(await recordOf(id)).not.toHaveProperty('imageUrl');
  });

  test('that is wrong changes nothing', async () => {
    const id = await published(bob, { title: 'firm' });
    const answer = await bob.patch(`/tracks/${id}`, { title: 'soft', features: ['nobody-here.test'] });
    expect(answer.body).toMatchObject({ status: 400, code: 'uploads.bad_features' });
    expect(await view(id)).toMatchObject({ title: 'firm' });
  });

  test('is answered at once while the PDS hangs', async () => {
    const id = await published(bob);
    await world.pds.pause();
    const began = Date.now();
    expect((await bob.patch(`/tracks/${id}`, { title: 'swift' })).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(2_000);
    await world.pds.resume();
    expect(await recordOf(id)).toMatchObject({ title: 'swift' });
  });

  test('keeps what another client wrote into the record', async () => {
    const id = await published(bob, { title: 'shared' });
    expect(await recordOf(id)).not.toHaveProperty('mood');
    const { rkey } = (await world.database.one<{ rkey: string }>('select rkey from tracks where id = $1', [id]))!;
    await writeField(rkey, 'mood', 'blue');
    await bob.patch(`/tracks/${id}`, { title: 'still shared' });
    expect(await recordOf(id)).toMatchObject({ title: 'still shared', mood: 'blue' });
  });
});

describe('TRK-12: going private and back', () => {
  test('withdraws the record and the public bytes, and brings both back at the same place', async () => {
    const id = await published(bob, { title: 'shy' });
    const before = await view(id);
    const record = await recordOf(id);

    expect((await bob.patch<TrackView>(`/tracks/${id}`, { visibility: 'private' })).status).toBe(200);
    expect(await recordOf(id)).toBeUndefined();
    expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);
    expect((await world.visitor().get(`/audio/${before.file_id}`)).status).toBe(404);
    const hidden = await view(id);
    expect(hidden).toMatchObject({ r2_url: null, publish_state: 'published', sync_state: 'synced' });
    expect((await bob.fetch(`/audio/${before.file_id}`)).status).toBe(200);
    const stored = await world.database.one<{ bucket: string }>('select bucket from audio_files where id = $1', [
      hidden.file_id,
    ]);
    expect(stored?.bucket).toBe('private');

    expect((await bob.patch<TrackView>(`/tracks/${id}`, { visibility: 'public' })).status).toBe(200);
    const again = await recordOf(id);
    const shown = await view(id);
    expect(again).toEqual({ ...record, audioUrl: shown.r2_url });
    expect((await world.visitor().fetch(`/audio/${before.file_id}`)).status).toBe(200);
    expect(shown.atproto_record_uri).toBe(before.atproto_record_uri);
  });
});

describe('TRK-05: a delete', () => {
  test('removes the track, its record and in the end its bytes', async () => {
    const id = await published(bob, { title: 'farewell', album: 'Last', image: await cover() });
    const { file_id } = await view(id);
    const answer = await bob.delete(`/tracks/${id}`);
    expect(answer).toMatchObject({ status: 200, body: { message: 'track deleted successfully' } });
    expect(await bob.get(`/tracks/${id}`)).toMatchObject({ status: 410, body: { code: 'tracks.gone' } });
    expect((await world.visitor().get(`/audio/${file_id}`)).status).toBe(404);
    expect(await recordOf(id)).toBeUndefined();
    expect(await world.database.count(`tracks where id = ${id}`)).toBe(0);
    expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(410);
    const file = await world.database.one('select state, doom_reason from audio_files where id = $1', [file_id]);
    expect(file).toEqual({ state: 'doomed', doom_reason: 'user_delete' });
    expect((await bob.delete(`/tracks/${id}`)).status).toBe(404);
  });

  test('hides the track at once, and the record follows when the PDS is back', async () => {
    const id = await published(bob, { title: 'later' });
    await world.pds.away();
    expect((await bob.delete(`/tracks/${id}`)).status).toBe(200);
    expect((await bob.get(`/tracks/${id}`)).status).toBe(410);
    await world.pds.resume();
    await world.settled();
    expect((await world.pds.records(bob.did, 'track')).filter(({ title }) => title === 'later')).toEqual([]);
  });

  test('a track whose upload is still running stays away', async () => {
    const { body } = await bob.upload<{ upload_id: string; reserved_track_id: number }>('/tracks/', {
      title: 'never mind',
      file: await song('aiff', 20),
    });
    expect((await bob.delete(`/tracks/${body.reserved_track_id}`)).status).toBe(200);
    await world.settled();
    expect((await bob.get(`/tracks/uploads/${body.upload_id}`)).body).toMatchObject({ status: 'failed' });
    expect((await world.pds.records(bob.did, 'track')).filter(({ title }) => title === 'never mind')).toEqual([]);
    expect(await world.database.count(`tracks where id = ${body.reserved_track_id}`)).toBe(0);
  });

  test('the bytes can be uploaded again afterwards', async () => {
    const file = await song();
    await bob.delete(`/tracks/${await published(bob, { file })}`);
    await expect(published(bob, { file })).resolves.toEqual(expect.any(Number));
  });
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** Another client, signed in at the PDS with the password. */
async function writeField(rkey: string, field: string, value: string): Promise<void> {
  const xrpc = async (method: string, init: RequestInit) => {
    const response = await fetch(`${world.pds.url}/xrpc/${method}`, init);
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const json = { 'content-type': 'application/json' };
  const login = JSON.stringify({ identifier: bob.handle, password: bob.password });
  const session = await xrpc('com.atproto.server.createSession', { method: 'POST', headers: json, body: login });
  const collection = world.pds.nsid('track');
  const query = new URLSearchParams({ repo: bob.did, collection, rkey });
  const { value: record } = await xrpc(`com.atproto.repo.getRecord?${query.toString()}`, {});
  await xrpc('com.atproto.repo.putRecord', {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${String(session.accessJwt)}` },
    body: JSON.stringify({ repo: bob.did, collection, rkey, record: { ...(record as object), [field]: value } }),
  });
}
