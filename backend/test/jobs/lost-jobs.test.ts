import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { BlueskyProfiles, OwedResyncs, Repositories } from '../../src/modules/atproto/index.js';
import { SweepResyncsHandler } from '../../src/modules/atproto/ingest/resync/sweep-resyncs.handler.js';
import { Resyncs } from '../../src/modules/atproto/ingest/stream/resyncs.js';
import { SweepProfilesHandler } from '../../src/modules/artists/sweep-profiles.handler.js';
import { ResyncAccountHandler } from '../../src/modules/health/upkeep/resync-account.handler.js';
import { AudioAdoption } from '../../src/modules/media/index.js';
import { SweepListsHandler } from '../../src/modules/playlists/sync/sweep-lists.handler.js';
import { SweepUnmeasuredHandler } from '../../src/modules/tracks/ingest/sweep-unmeasured.handler.js';
import { JobQueue } from '../../src/platform/queue/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { listOf, playlistOf, songsOf } from '../playlists/lists.js';
import { shelve } from '../tracks/catalogue.js';

/** The process died between a commit and the queue, or the queue forgot: sweeps find what was left (JOB-03). */
let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => world.close());

test('playlists follow tracks that arrived, went, or lost their record', async () => {
  const [late, gone, hidden, kept] = await songsOf(world, bob, ['late', 'gone', 'hidden', 'kept']);
  if (!late || !gone || !hidden || !kept) throw new Error('four songs');
  const list = await playlistOf(bob, 'mine', [late, gone, hidden, kept]);
  await world.settled();
  await world.database.rows('update playlist_tracks set track_id = null where track_id = $1', [late.id]);
  await world.database.rows('update tracks set deleted_at = now() where id = $1', [gone.id]);
  await world.database.rows('update tracks set cid = null where id = $1', [hidden.id]);
  await world.get(SweepListsHandler).run();
  await world.settled();
  const rows = await world.database.rows(
    'select track_id from playlist_tracks where playlist_id = $1 order by position',
    [list.id],
  );
  expect(rows).toEqual([late, hidden, kept].map(({ id }) => ({ track_id: id })));
  const record = await listOf(world, list.atproto_record_uri);
  expect(record?.items.map(({ subject }) => subject.uri)).toEqual([late.uri, kept.uri]);
});

test('audio that came some time ago without an outline is measured', async () => {
  await shelve(world, bob);
  await shelve(world, bob, { audio: 'doomed' });
  const measure = jest.spyOn(world.get(AudioAdoption), 'measure').mockResolvedValue();
  const file = `select f.id from audio_files f where f.state = 'live' and f.peaks is null`;
  await world.database.rows(`update audio_files set verified_at = now() - interval '1 month'`);
  await world.database.rows(
    `update audio_files set verified_at = now() - interval '2 hours' where id = (${file} limit 1)`,
  );
  await world.get(SweepUnmeasuredHandler).run();
  await world.settled();
  expect(measure).toHaveBeenCalledTimes(1);
});

test('an artist of whom only the name is known is asked for again, for some days', async () => {
  const [young, old] = [await world.stranger('young'), await world.stranger('old')];
  for (const [{ did, handle }, age] of [
    [young, '1 day'],
    [old, '1 month'],
  ] as const) {
    await world.database.rows('insert into accounts (did, handle) values ($1, $2) on conflict do nothing', [
      did,
      handle,
    ]);
    await world.database.rows(
      `insert into artists (did, display_name, source, updated_at) values ($1, 'x', 'network', now() - $2::interval)`,
      [did, age],
    );
  }
  const asked = jest.spyOn(world.get(BlueskyProfiles), 'find').mockResolvedValue(null);
  await world.get(SweepProfilesHandler).run();
  await world.settled();
  expect(asked.mock.calls).toEqual([[young.did]]);
});

test('ING-02: a repository that has to be read again is owed until it was read', async () => {
  const { did } = bob;
  const read = jest.spyOn(world.get(Repositories), 'list').mockRejectedValue(new Error('away for long'));
  const add = jest.spyOn(world.get(JobQueue), 'add').mockResolvedValue();
  await world.get(Resyncs).order({ kind: 'resync', did, reason: 'too_big' });
  expect(add).toHaveBeenCalledTimes(1);
  await expect(world.get(ResyncAccountHandler).run({ did })).rejects.toThrow('away');
  await world.get(SweepResyncsHandler).run();
  // Not before the job that was ordered had its time.
  expect(add).toHaveBeenCalledTimes(1);
  await world.database.rows(`update owed_resyncs set next_try_at = now()`);
  await world.get(SweepResyncsHandler).run();
  expect(add.mock.calls.at(-1)?.[1]).toEqual({ did });
  await world.get(SweepResyncsHandler).run();
  expect(add).toHaveBeenCalledTimes(2);
  read.mockRestore();
  await world.get(ResyncAccountHandler).run({ did });
  expect(await world.database.count('owed_resyncs')).toBe(0);
});

test('ING-02: what is owed anew while it is read stays owed, and what nobody can read is given up', async () => {
  const owed = world.get(OwedResyncs);
  const begunAt = new Date(Date.now() - 1_000);
  await owed.owe([bob.did]);
  await owed.settle(bob.did, begunAt);
  expect(await world.database.count('owed_resyncs')).toBe(1);
  const tried: string[] = [];
  for (let times = 0; times < 20; times++) {
    await world.database.rows(`update owed_resyncs set next_try_at = now()`);
    tried.push(...(await owed.due(10)));
  }
  expect(tried).toHaveLength(15);
  expect(await world.database.count('owed_resyncs')).toBe(0);
});
