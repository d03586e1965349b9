import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { eventually, heard, listeningWorld, OtherClient } from './listening.js';

/** The firehose of a real PDS, and another program of the network that writes to it. */
let world: World;
let bob: Person;
let trackId: number;
let subject: { uri: string; cid: string };

beforeAll(async () => {
  world = await listeningWorld();
  bob = await world.artist('bob');
  await bob.put('/preferences/', { allow_comments: true });
  trackId = await published(bob, { title: 'song', file: await song('mp3') });
  [subject] = (await world.database.rows('select uri, cid from tracks where id = $1', [trackId])) as [typeof subject];
});
afterAll(() => world.close());

/**
 * Every connection to the database but the one that asks, and those of the queue: BullMQ hears errors of the one it
 * listens on only once that is made, and a process ends by an error that nobody hears.
 */
const CUT_OFF = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and pid <> pg_backend_pid() and application_name not like '%-queue'`;

const rows = (table: string, uri: string) =>
  world.database.rows<{ text?: string }>(`select * from ${table} where uri = $1`, [uri]);
const stranger = async (name: string) => OtherClient.of(world, await world.stranger(name));

describe('ING-04: another program', () => {
  test('likes, and what it is called becomes known', async () => {
    const alice = await world.stranger('alice');
    const { uri } = await (await OtherClient.of(world, alice)).create('like', { subject });
    await eventually(async () => expect(await rows('likes', uri)).toHaveLength(1));
    await eventually(async () => {
      const { body } = await bob.get<{ users: { handle: string }[] }>(`/tracks/${trackId}/likes`);
      expect(body.users.map(({ handle }) => handle)).toContain(alice.handle);
    });
  });

  test('writes, edits and deletes a comment', async () => {
    const client = await stranger('carl');
    const { uri } = await client.create('comment', { subject, text: 'first', timestampMs: 5 });
    await eventually(async () => expect(await rows('comments', uri)).toMatchObject([{ text: 'first' }]));
    await client.put(uri, { subject, text: 'second', timestampMs: 5 });
    await eventually(async () => expect(await rows('comments', uri)).toMatchObject([{ text: 'second' }]));
    await client.delete(uri);
    await eventually(async () => expect(await rows('comments', uri)).toEqual([]));
    expect(await rows('record_tombstones', uri)).toHaveLength(1);
  });

  test('writes hundreds of records in a few commits, and each arrives', async () => {
    const client = await stranger('dora');
    const uris = await client.createMany('comment', 300, (n) => ({ subject, text: `number ${n}`, timestampMs: n }));
    await eventually(async () => {
      const found = await world.database.rows('select 1 from comments where uri = any($1)', [uris]);
      expect(found).toHaveLength(300);
    });
  });

  test('P-DUAL-12: writes in another namespace, which is not ours', async () => {
    const client = await stranger('eve');
    const { uri } = await client.create('fm.plyr.stg.like', { subject });
    const ours = await client.create('like', { subject });
    await eventually(async () => expect(await rows('likes', ours.uri)).toHaveLength(1));
    expect(await rows('likes', uri)).toEqual([]);
    expect(await rows('parked_records', uri)).toEqual([]);
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
  expect(await rows('tracks', subject.uri)).toHaveLength(1);
});

describe('ING-08: an account', () => {
  test('gets another handle, and is shown with it', async () => {
    const client = await OtherClient.of(world, bob);
    const handle = bob.handle.replace('bob', 'rob');
    await client.session.com.atproto.identity.updateHandle({ handle });
    await eventually(async () => {
      const { body } = await world.visitor().get<{ artist_handle: string }>(`/tracks/${trackId}`);
      expect(body.artist_handle).toBe(handle);
    });
  });

  test('is closed for a time: its tracks are hidden, and come back with it', async () => {
    const client = await OtherClient.of(world, bob);
    const shown = async () => (await world.visitor().get<{ tracks: unknown[] }>('/tracks/')).body.tracks.length;
    expect(await shown()).toBe(1);
    await client.session.com.atproto.server.deactivateAccount({});
    await eventually(async () => expect(await shown()).toBe(0));
    await client.session.com.atproto.server.activateAccount();
    await eventually(async () => expect(await shown()).toBe(1));
  });
});

describe('I7: what is written while nobody listens', () => {
  test('is taken after a restart', async () => {
    const client = await stranger('fay');
    await world.stop();
    const { uri } = await client.create('like', { subject });
    const gone = await client.create('comment', { subject, text: 'gone', timestampMs: 1 });
    await client.delete(gone.uri);
    await world.start();
    await eventually(async () => expect(await rows('likes', uri)).toHaveLength(1));
    await eventually(async () => expect(await rows('record_tombstones', gone.uri)).toHaveLength(1));
    expect(await rows('comments', gone.uri)).toEqual([]);
  });

  test('is taken although the database was cut off in the middle', async () => {
    await heard(world);
    const client = await stranger('gus');
    const writing = client.createMany('comment', 300, (n) => ({ subject, text: `cut ${n}`, timestampMs: n }));
    for (let cut = 0; cut < 10; cut++) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await world.database.rows(CUT_OFF);
    }
    const uris = await writing;
    await eventually(async () => {
      const found = await world.database.rows('select 1 from comments where uri = any($1)', [uris]);
      expect(found).toHaveLength(300);
    }, 60_000);
  });
});
