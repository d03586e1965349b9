import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { ended, send, song } from './uploading.js';

let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open({ PDS_TIMEOUT_SECONDS: '2' });
  bob = await world.artist('bob');
  await world.settled();
});
beforeEach(() => world.pds.resume());
afterAll(() => world.close());

test('UP-11: while the PDS is away the track waits, says so, and publishes itself later', async () => {
  await world.pds.away();
  const { upload_id, reserved_track_id: id } = await send(bob, { title: 'patient', file: await song() });
  await ended(bob, upload_id, ({ phase }) => phase === 'atproto');
  await world.later(5);
  const waiting = await ended(bob, upload_id, ({ message }) => message.startsWith('waiting for your pds'), 30_000);
  expect(waiting).toMatchObject({ status: 'processing', phase: 'atproto' });
  expect((await bob.get<TrackView>(`/tracks/${id}`)).body).toMatchObject({ publish_state: 'pending' });
  expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);

  await world.pds.resume();
  await world.later(10);
  expect(await ended(bob, upload_id)).toMatchObject({ status: 'completed', track_id: id });
  expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(200);
}, 90_000);

test('an answer that is lost after the PDS took the record makes no second one', async () => {
  const before = (await world.pds.records(bob.did, 'track')).length;
  await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
  const { upload_id } = await send(bob, { title: 'echo', file: await song() });
  await world.settled();
  expect(await ended(bob, upload_id)).toMatchObject({ status: 'completed' });
  expect(await world.pds.records(bob.did, 'track')).toHaveLength(before + 1);
}, 60_000);

test('CON-04: a track that could not be published is kept, shown to its artist, and restored', async () => {
  await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'no room' } });
  const { upload_id, reserved_track_id: id } = await send(bob, { title: 'refused', file: await song() });
  expect(await ended(bob, upload_id)).toMatchObject({ status: 'failed', error: expect.stringContaining('no room') });
  const broken = await bob.get<{ tracks: TrackView[]; count: number }>('/tracks/me/broken');
  expect(broken.body).toMatchObject({ count: 1, tracks: [{ id, broken_reason: 'publish_failed' }] });
  expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);

  await world.pds.resume();
  expect((await bob.post('/tracks/me/broken/restore-all')).body).toEqual({ queued: 1 });
  await world.settled();
  expect((await bob.get<TrackView>(`/tracks/${id}`)).body).toMatchObject({ publish_state: 'published' });
  expect((await bob.get('/tracks/me/broken')).body).toEqual({ tracks: [], count: 0 });
  expect((await bob.post(`/tracks/${id}/restore-record`)).body).toMatchObject({ code: 'tracks.already_has_record' });
});
