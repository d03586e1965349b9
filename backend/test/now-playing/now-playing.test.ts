import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlayingView } from '../../src/modules/now-playing/now-playing.dto.js';
import { Ephemeral } from '../../src/platform/ephemeral/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let songId: number;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  songId = await shelve(world, bob, { title: 'low tide' });
});
afterAll(() => world.close());
beforeEach(() => bob.delete('/now-playing/'));

const report = (change: object = {}) =>
  bob.post('/now-playing/', {
    track_id: songId,
    file_id: 'f1',
    track_name: 'low tide',
    artist_name: 'Bob',
    duration_ms: 180_000,
    progress_ms: 42_000,
    is_playing: true,
    ...change,
  });
const poll = (path = bob.did) => world.visitor().get<PlayingView>(`/now-playing/${path}`);

describe('NP-02: what somebody hears', () => {
  test('NP-06: is told to everybody in the names and types that pollers read', async () => {
    expect(await report({ album_name: 'shores', image_url: 'https://images.example/low-tide.webp' })).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
    const answer = await poll();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      track_name: 'low tide',
      artist_name: 'Bob',
      album_name: 'shores',
      duration_ms: 180_000,
      progress_ms: 42_000,
      is_playing: true,
      track_id: songId,
      file_id: 'f1',
      track_url: `${world.url}/track/${songId}`,
      image_url: 'https://images.example/low-tide.webp',
      service_base_url: new URL(world.url).host,
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  test('may have neither album nor image', async () => {
    await report();
    expect((await poll()).body).toMatchObject({ album_name: null, image_url: null });
  });

  test('is found by DID in both ways, and by handle', async () => {
    await report();
    const { body } = await poll();
    for (const path of [encodeURIComponent(bob.did), `by-did/${bob.did}`, `by-handle/${bob.handle}`]) {
      expect(await poll(path)).toMatchObject({ status: 200, body });
    }
  });

  test('is what was reported last', async () => {
    await report();
    await report({ track_name: 'high tide', progress_ms: 0 });
    expect((await poll()).body).toMatchObject({ track_name: 'high tide', progress_ms: 0 });
  });

  test('is 204 before a report, after a pause, and when it was cleared', async () => {
    expect(await poll()).toMatchObject({ status: 204, body: '' });
    await report();
    await report({ is_playing: false });
    expect((await poll()).status).toBe(204);
    await report();
    expect(await bob.delete('/now-playing/')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await poll(`by-handle/${bob.handle}`)).status).toBe(204);
  });

  test('is 204 for a DID nobody knows, and 404 for such a handle', async () => {
    expect((await poll('did:plc:nobody')).status).toBe(204);
    expect(await poll('by-handle/nobody.test')).toMatchObject({ status: 404, body: { code: 'now_playing.not_found' } });
  });
});

describe('TRK-12: a track that not everybody may find', () => {
  test.each(['private', 'unlisted'])('is not told when it is %s, from that moment on', async (visibility) => {
    await report();
    await world.database.rows('update tracks set visibility = $2 where id = $1', [songId, visibility]);
    expect((await poll()).status).toBe(204);
    await world.database.rows(`update tracks set visibility = 'public' where id = $1`, [songId]);
    expect((await poll()).status).toBe(200);
  });

  test('is not told when it was removed', async () => {
    const removed = await shelve(world, bob, { is_deleted: true });
    await report({ track_id: removed });
    expect((await poll()).status).toBe(204);
  });
});

describe('NP-01: a report', () => {
  test('needs a sign-in', async () => {
    expect(await world.visitor().post('/now-playing/', {})).toMatchObject({ status: 401 });
    expect(await world.visitor().delete('/now-playing/')).toMatchObject({ status: 401 });
  });

  test.each<[string, object]>([
    ['a track without number', { track_id: 'x' }],
    ['no title', { track_name: ' ' }],
    ['a place before the start', { progress_ms: -1 }],
    ['an image that is a script', { image_url: 'javascript:alert(1)' }],
    ['an unknown field', { mood: 'blue' }],
  ])('with %s is refused', async (_, change) => {
    expect(await report(change)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect((await poll()).status).toBe(204);
  });
});

describe('NP-03: reports', () => {
  test('are forgotten after five minutes', async () => {
    await report();
    const [row] = await world.database.rows<{ seconds: number }>(
      `select extract(epoch from expires_at - now())::float8 as seconds from ephemeral where key = $1`,
      [`now:${bob.did}`],
    );
    expect(row?.seconds).toBeGreaterThan(200);
    expect(row?.seconds).toBeLessThanOrEqual(300);
    await world.database.rows(`update ephemeral set expires_at = now() where key = $1`, [`now:${bob.did}`]);
    expect((await poll()).status).toBe(204);
  });

  test('lie in a table that all processes share and that no crash has to outlive', async () => {
    const [table] = await world.database.rows(`select relpersistence from pg_class where relname = 'ephemeral'`);
    expect(table).toEqual({ relpersistence: 'u' });
  });

  test('of more people than the store takes push out those who were silent longest', async () => {
    const store = world.get(Ephemeral);
    const speaks = (name: string, lifeMs: number) => store.setInGroup('few', name, name, lifeMs, 3);
    for (const [index, name] of ['ann', 'ben', 'cid'].entries()) await speaks(name, 60_000 + index * 1000);
    await speaks('ann', 90_000);
    await speaks('dot', 90_000);
    const kept = await Promise.all(['ann', 'ben', 'cid', 'dot'].map((name) => store.get(`few:${name}`)));
    expect(kept).toEqual(['ann', undefined, 'cid', 'dot']);
  });
});
