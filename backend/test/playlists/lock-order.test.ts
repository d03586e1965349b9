import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { FollowedListsQueries } from '../../src/modules/playlists/sync/followed-lists.queries.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { playlistOf, songOf } from './lists.js';

let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
});
afterAll(() => world.close());

async function waitsForLock(): Promise<void> {
  while ((await world.database.rows(`select from pg_stat_activity where wait_event_type = 'Lock'`)).length === 0)
    await sleep(20);
}

test('who drops a removed track from playlists takes playlist and items in the order of who changes one', async () => {
  const song = await songOf(world, bob);
  const { id } = await playlistOf(bob, 'mine', [song]);
  await world.settled();
  await world.database.rows('update tracks set deleted_at = now() where id = $1', [song.id]);
  // Without the second try that Transactions would give: there must be nothing to try again.
  const source = world.get(DataSource);
  let dropping: Promise<string[]> | undefined;
  await source.transaction(async (tx) => {
    await tx.query('select from playlists where id = $1 for update', [id]);
    dropping = source.transaction((other) => world.get(FollowedListsQueries).drop(other, [song.id]));
    dropping.catch(() => undefined);
    await waitsForLock();
    await tx.query('update playlist_tracks set position = position + 1 where playlist_id = $1', [id]);
  });
  expect(await dropping).toEqual([id]);
});
