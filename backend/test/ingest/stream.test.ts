import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { eventually, listeningWorld, OtherClient } from './listening.js';

let world: World;
let bob: Person;
let trackId: number;
let subject: { uri: string; cid: string };

beforeAll(async () => {
  world = await listeningWorld();
  bob = await world.artist('bob');
  trackId = await published(bob, { title: 'song', file: await song('mp3') });
  const [row] = await world.database.rows<{ uri: string; cid: string }>('select uri, cid from tracks where id = $1', [
    trackId,
  ]);
  subject = row as { uri: string; cid: string };
});
afterAll(() => world.close());

test('ING-04: a like written by another program is counted, and its writer becomes known', async () => {
  const alice = await world.stranger('alice');
  const client = await OtherClient.of(world, alice);
  await client.create('like', { subject });
  await eventually(async () => {
    const { body } = await bob.get<{ like_count: number }>(`/tracks/${trackId}`);
    expect(body.like_count).toBe(1);
  });
  await eventually(async () => {
    const [account] = await world.database.rows('select handle, status from accounts where did = $1', [alice.did]);
    expect(account).toEqual({ handle: alice.handle, status: 'active' });
  });
});

test('CON-09: the echo of our own write confirms it and makes no second row', async () => {
  await eventually(async () => {
    const entries = await world.database.rows(
      `select op, state, cid is not null as has_cid, confirmed_at is not null as is_confirmed
       from pds_outbox where did = $1 and collection like '%.track'`,
      [bob.did],
    );
    expect(entries).toEqual([{ op: 'put', state: 'done', has_cid: true, is_confirmed: true }]);
  });
  expect(await world.database.rows('select 1 from tracks where uri = $1', [subject.uri])).toHaveLength(1);
});
