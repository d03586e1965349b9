import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InstanceView } from '../../src/modules/health/health.dto.js';
import type { PlaylistWithTracks } from '../../src/modules/playlists/playlists.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { ConsistencyAudit } from '../../src/modules/health/consistency/consistency-audit.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { playlistOf } from '../playlists/lists.js';
import { published, song } from '../tracks/uploading.js';
import { check, held, migrate, moved, MOVED, NEW, OLD } from './old-records.js';

/** An instance that has an index already goes to another namespace: rows follow their records. */
let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open({ ATPROTO_APP_NAMESPACE: OLD });
  bob = await world.artist('bob');
  alice = await world.person('alice');
});
afterAll(() => world.close());

const shown = async (who: Person, id: number) => (await who.get<TrackView>(`/tracks/${id}`)).body;

test('AUTH-15: without an old namespace there is nothing to migrate', async () => {
  expect(await check(bob)).toEqual({
    needs_migration: false,
    old_record_count: 0,
    new_collection: `${OLD}.track`,
    did: bob.did,
  });
  expect(await migrate(bob)).toEqual({ migrated_count: 0, deleted_count: 0, failed_count: 0, errors: [] });
  expect((await world.visitor().get<InstanceView>('/config')).body.old_namespace).toBeNull();
});

test('AUTH-15, CON-04: rows, likes, lists and what is private follow their records; nothing comes twice', async () => {
  await bob.put('/preferences', { allow_comments: true });
  const [kept, hidden] = [
    await published(bob, { title: 'kept', album: 'Rooms', file: await song('mp3') }),
    await published(bob, { title: 'hidden', visibility: 'private', file: await song('mp3') }),
  ];
  const before = await shown(bob, kept);
  const reference = { id: kept, uri: before.atproto_record_uri ?? '', cid: before.atproto_record_cid ?? '' };
  const mixtape = await playlistOf(alice, 'mixtape', [reference]);
  for (const who of [bob, alice]) expect((await who.post(`/tracks/${kept}/like`)).status).toBe(200);
  await alice.post(`/tracks/${kept}/comments`, { text: 'hers', timestamp_ms: 1 });
  await world.settled();
  const counts = { bob: (await held(world, bob.did, OLD)).count, alice: (await held(world, alice.did, OLD)).count };

  await world.stop();
  await world.start(MOVED);
  // AUTH-09: what was granted before does not cover two namespaces.
  expect(await bob.post('/migration/migrate')).toMatchObject({ status: 403 });
  for (const who of [bob, alice]) await who.signIn();
  await world.settled();
  expect(await check(bob)).toMatchObject({ needs_migration: true, old_record_count: counts.bob });
  await world.database.rows(`update tracks set cid = null, publish_state = 'failed' where id = $1`, [kept]);
  expect(await bob.post(`/tracks/${kept}/restore-record`)).toMatchObject({
    status: 409,
    body: { code: 'tracks.migration_needed' },
  });
  expect((await bob.post('/tracks/me/broken/restore-all')).body).toEqual({ queued: 0 });

  expect(await migrate(bob)).toMatchObject({ deleted_count: counts.bob, failed_count: 0 });
  expect(await migrate(alice)).toMatchObject({ deleted_count: counts.alice, failed_count: 0 });
  await world.settled();

  for (const who of [bob, alice]) {
    expect(await held(world, who.did, OLD)).toMatchObject({ count: 0 });
    expect((await held(world, who.did, NEW)).text).not.toContain(`/${OLD}.`);
  }
  const after = await shown(bob, kept);
  expect(after).toMatchObject({
    atproto_record_uri: moved(reference.uri),
    publish_state: 'published',
    created_at: before.created_at,
  });
  expect([after.like_count, after.comment_count]).toEqual([2, 1]);
  expect(await world.database.count(`tracks where artist_did = '${bob.did}'`)).toBe(2);
  expect((await alice.get<PlaylistWithTracks>(`/lists/playlists/${mixtape.id}`)).body.tracks).toMatchObject([
    { id: kept },
  ]);

  expect((await bob.patch(`/tracks/${hidden}`, { visibility: 'public' })).status).toBe(200);
  await world.settled();
  const [record] = (await world.pds.list(bob.did, `${NEW}.track`)).filter(({ value }) => value.title === 'hidden');
  expect((await shown(bob, hidden)).atproto_record_uri).toBe(record?.uri);
  for (const table of ['tracks', 'likes', 'comments', 'albums', 'playlists', 'liked_lists'])
    expect(await world.database.count(`${table} where uri like '%/${OLD}.%'`)).toBe(0);
  expect(await world.get(ConsistencyAudit).run({ offline: false }, 0)).toEqual([]);
});
