import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ListWrite } from '../../src/modules/playlists/order/order.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { hear, like, SecondClient } from '../ingest-records/second-client.js';
import { itemsOf, listOf, references, type Song, songOf, songsOf } from '../playlists/lists.js';
import { published } from '../tracks/uploading.js';

/** The list record of what somebody likes, when something else changes than by their own hand here. */
let world: World;
let bob: Person;
let songs: [Song, Song];

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  songs = (await songsOf(world, bob, ['a', 'b'])) as typeof songs;
  await world.settled();
});
afterAll(() => world.close());

async function record({ did }: Person): Promise<string[] | undefined> {
  const row = await world.database.one<{ uri: string }>('select uri from liked_lists where did = $1', [did]);
  return row && itemsOf(await listOf(world, row.uri));
}

describe('CON-05: a like that another client gave', () => {
  test('begins the list of somebody for whom we may write, and leaves it again', async () => {
    const alice = await world.person('alice');
    const client = await SecondClient.open(world, alice);
    const [a, b] = songs;
    const given = await client.write('like', like(a));
    await hear(world, [given]);
    await world.settled();
    expect(await record(alice)).toEqual([a.uri]);

    await alice.post(`/tracks/${b.id}/like`);
    await hear(world, [await client.delete(given)]);
    await world.settled();
    expect(await record(alice)).toEqual([b.uri]);
  });

  test('writes nothing for people of the network', async () => {
    const stranger = await world.stranger('stranger');
    const client = await SecondClient.open(world, stranger);
    await hear(world, [await client.write('like', like(songs[0]))]);
    await world.settled();
    expect(await world.database.rows('select 1 from liked_lists where did = $1', [stranger.did])).toEqual([]);
    expect(await world.database.rows('select 1 from pds_outbox where did = $1', [stranger.did])).toEqual([]);
  });

  test('LST-09: is put in order, also when a rebuild brought it and there is no list yet', async () => {
    const carol = await world.person('carol');
    const client = await SecondClient.open(world, carol);
    const given = [await client.write('like', like(songs[0])), await client.write('like', like(songs[1]))];
    await hear(world, given, 'rebuild');
    await world.settled();
    expect(await record(carol)).toBeUndefined();
    const answer = await carol.put<ListWrite>('/lists/liked/reorder', { items: references(songs) });
    expect(answer).toMatchObject({ status: 200, body: { publish_state: 'pending' } });
    await world.settled();
    expect(await record(carol)).toEqual(songs.map(({ uri }) => uri));
  });

  test('gets its list at the next sign-in', async () => {
    const dave = await world.person('dave');
    const client = await SecondClient.open(world, dave);
    await hear(world, [await client.write('like', like(songs[0]))], 'rebuild');
    await dave.elsewhere().signIn();
    await world.settled();
    expect(await record(dave)).toEqual([songs[0].uri]);
  });
});

describe('LIKE-03: a track that is liked', () => {
  async function likedBy(name: string): Promise<{ who: Person; goes: number; stays: Song }> {
    const who = await world.person(name);
    const goes = await published(bob, { title: 'goes' });
    const stays = await songOf(world, bob, { title: 'stays' });
    for (const id of [goes, stays.id]) await who.post(`/tracks/${id}/like`);
    await world.settled();
    expect(await record(who)).toHaveLength(2);
    return { who, goes, stays };
  }

  test('leaves the list when its artist deletes it', async () => {
    const { who, goes, stays } = await likedBy('erin');
    // Its row goes with its record, and the like with the row: so long the list has time to follow.
    await world.pds.fail(503, { path: 'deleteRecord' });
    await bob.delete(`/tracks/${goes}`);
    while ((await record(who))?.length !== 1) await new Promise((resolve) => setTimeout(resolve, 50));
    await world.pds.resume();
    await world.settled();
    expect(await record(who)).toEqual([stays.uri]);
  });

  test('leaves it at the next sign-in, when nobody heard that it was deleted', async () => {
    const { who, goes, stays } = await likedBy('frank');
    await world.database.rows('delete from tracks where id = $1', [goes]);
    await who.elsewhere().signIn();
    await world.settled();
    expect(await record(who)).toEqual([stays.uri]);
  });

  test('leaves it when it goes private, and comes back with its record', async () => {
    const { who, goes, stays } = await likedBy('gina');
    await bob.patch(`/tracks/${goes}`, { visibility: 'private' });
    await world.settled();
    expect(await record(who)).toEqual([stays.uri]);
    await bob.patch(`/tracks/${goes}`, { visibility: 'public' });
    await world.settled();
    expect(await record(who)).toHaveLength(2);
  });
});
