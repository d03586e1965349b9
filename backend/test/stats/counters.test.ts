import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HealCountersHandler } from '../../src/modules/tracks/counters/heal-counters.handler.js';
import { Transactions } from '../../src/platform/database/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  await bob.put('/preferences/', { allow_comments: true });
});
afterAll(() => world.close());

const heal = () => world.get(HealCountersHandler).run();
const counters = (id: number) =>
  world.database.one('select like_count, comment_count, play_count from tracks where id = $1', [id]);

/** A track that alice likes, comments on and plays. */
async function received(): Promise<number> {
  const id = await shelve(world, bob);
  await alice.post(`/tracks/${id}/like`);
  await alice.post(`/tracks/${id}/comments`, { text: 'here', timestamp_ms: 1 });
  await alice.post(`/tracks/${id}/play`);
  // A further play within the window is written and not counted.
  await alice.post(`/tracks/${id}/play`);
  return id;
}

test('I8: counters that went wrong say again what was liked, said and played', async () => {
  const wrong = await received();
  const right = await received();
  const untouched = await shelve(world, bob);
  await world.database.rows('update tracks set like_count = 7, comment_count = 0, play_count = 99 where id = $1', [
    wrong,
  ]);
  await world.database.rows('update tracks set play_count = 5 where id = $1', [untouched]);
  const before = await world.database.one('select xmin from tracks where id = $1', [right]);
  await heal();
  expect(await counters(wrong)).toEqual({ like_count: 1, comment_count: 1, play_count: 1 });
  expect(await counters(untouched)).toEqual({ like_count: 0, comment_count: 0, play_count: 0 });
  // What is right is not written.
  expect(await world.database.one('select xmin from tracks where id = $1', [right])).toEqual(before);
});

test('I8: what is counted at the same moment is counted once', async () => {
  const id = await received();
  await world.database.rows('update tracks set like_count = 3 where id = $1', [id]);
  let healing: Promise<void> | undefined;
  await world.get(Transactions).run(async (tx) => {
    // Somebody's like is half done: its row is there, the counter will follow.
    await tx.query('select from tracks where id = $1 for update', [id]);
    await tx.query(`insert into likes (did, track_id, rkey, uri) values ($1, $2, '3late', 'at://late')`, [bob.did, id]);
    healing = heal();
    await waitsForLock();
    await tx.query('update tracks set like_count = like_count + 1 where id = $1', [id]);
  });
  await healing;
  expect(await counters(id)).toMatchObject({ like_count: 2 });
});

async function waitsForLock(): Promise<void> {
  for (;;) {
    const waiting = await world.database.rows(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`);
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('TRK-13: a play keeps its listener for a year', async () => {
  const id = await received();
  await world.database.rows(
    `update play_events set created_at = now() - interval '13 months' where track_id = $1 and is_counted`,
    [id],
  );
  await heal();
  const plays = await world.database.rows<{ did: string | null; is_counted: boolean }>(
    'select did, is_counted from play_events where track_id = $1 order by created_at',
    [id],
  );
  expect(plays).toEqual([
    { did: null, is_counted: true },
    { did: alice.did, is_counted: false },
  ]);
  expect(await counters(id)).toMatchObject({ play_count: 1 });
});
