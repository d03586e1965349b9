import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published } from '../tracks/uploading.js';
import { itemsOf, listOf, type Song, songsOf, titles } from './lists.js';
import { OtherClient } from './other-client.js';

let world: World;
let bob: Person;
let others: OtherClient;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  others = await OtherClient.of(world, bob);
  for (const title of ['one', 'two', 'three']) await published(bob, { title, album: 'LP' });
  await world.settled();
});
afterAll(() => world.close());

const album = async () => (await bob.get<AlbumView>(`/albums/${bob.handle}/lp`)).body;
const listWrites = async () =>
  (await world.database.rows(`select id from pds_outbox where collection = 'fm.plyr.dev.list'`)).length;

async function signIn(): Promise<void> {
  await bob.elsewhere().signIn();
  await world.settled();
}

test('CON-05: what is in step is left alone', async () => {
  const before = await listWrites();
  await signIn();
  expect(await listWrites()).toBe(before);
});

test('CON-06: an order that was made elsewhere is taken first, and what it misses is appended', async () => {
  const { metadata, tracks } = await album();
  const [one, two, three] = tracks.map((track) => ({
    uri: track.atproto_record_uri ?? '',
    cid: track.atproto_record_cid ?? '',
  })) as [Song, Song, Song];
  const uri = metadata.list_uri ?? '';
  // Nobody tells us.
  await others.put(uri, { name: 'LP', listType: 'album', items: [three, one] });
  await signIn();
  expect(titles(await album())).toEqual(['three', 'one', 'two']);
  expect(itemsOf(await listOf(world, uri))).toEqual([three.uri, one.uri, two.uri]);
});

test('CON-05: a record that went is written again', async () => {
  const uri = (await album()).metadata.list_uri ?? '';
  const before = itemsOf(await listOf(world, uri));
  await others.delete(uri);
  await signIn();
  expect(itemsOf(await listOf(world, uri))).toEqual(before);
  expect(before).toHaveLength(3);
});

test('CON-05: playlists that were made elsewhere are found', async () => {
  const [song] = (await songsOf(world, bob, ['elsewhere'])) as [Song];
  const uri = `at://${bob.did}/fm.plyr.dev.list/3l3qo2vutsw2b`;
  await others.put(uri, { name: 'made elsewhere', listType: 'playlist', items: [song] });
  await signIn();
  const { body } = await bob.get<PlaylistView[]>('/lists/playlists');
  expect(body).toMatchObject([{ name: 'made elsewhere', atproto_record_uri: uri, track_count: 1 }]);
});

test('CON-05: a sign-in while the PDS is away takes no harm', async () => {
  const before = titles(await album());
  await world.pds.fail(500, { path: 'listRecords' });
  await bob.elsewhere().signIn();
  await world.pds.resume();
  await world.settled(60_000);
  expect(titles(await album())).toEqual(before);
});
