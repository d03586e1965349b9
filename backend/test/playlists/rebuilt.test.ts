import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LikedLists } from '../../src/modules/likes/index.js';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { hear, SecondClient } from '../ingest-records/second-client.js';
import { published } from '../tracks/uploading.js';
import { playlistOf, references, shown, type Song, titles } from './lists.js';

/** The index is lost; records and bytes are not. */
let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
});
afterAll(() => world.close());

const LOST = ['playlists', 'liked_lists', 'likes', 'albums', 'tracks', 'list_snapshots', 'pds_outbox'];

/** What the network says of everything in a collection of somebody. */
async function records(person: Person, collection: string) {
  const client = await SecondClient.open(world, person);
  const stored = await world.pds.list(person.did, collection);
  return Promise.all(stored.map(({ uri }) => client.told(collection, uri.split('/').at(-1) ?? '')));
}

/** Everything public about lists, without the numbers that an index gives. */
async function index() {
  const [playlist] = (await alice.get<PlaylistView[]>('/lists/playlists')).body;
  const { id, tracks, ...meta } = await shown(playlist!, world.visitor());
  const { items } = await world.get(LikedLists).page(alice.did, undefined, 50);
  const liked = await world.database.rows<{ title: string }>(
    'select title from unnest($1::int[]) with ordinality as o (id, place) join tracks using (id) order by place',
    [items],
  );
  const album = (await bob.get<AlbumView>(`/albums/${bob.handle}/lp`)).body;
  return {
    playlist: { ...meta, isThere: id !== '', tracks: tracks.map(({ atproto_record_uri: uri }) => uri) },
    liked: liked.map(({ title }) => title),
    album: { titles: titles(album), uri: album.metadata.list_uri, at: album.metadata.created_at },
  };
}

test('I10: playlists, the order of albums and the order of likes come back, in whatever order they are told', async () => {
  const songs: Song[] = [];
  for (const title of ['one', 'two', 'three']) {
    const id = await published(bob, { title, album: 'LP' });
    const row = await world.database.one<Song>('select id, uri, cid from tracks where id = $1', [id]);
    songs.push(row!);
    await alice.post(`/tracks/${id}/like`);
  }
  const [one, two, three] = songs as [Song, Song, Song];
  await playlistOf(alice, 'road songs', [two, one, three]);
  await alice.put('/lists/liked/reorder', { items: references([one, three, two]) });
  await world.settled();
  const { list_uri } = (await bob.get<AlbumView>(`/albums/${bob.handle}/lp`)).body.metadata;
  await bob.put(`/lists/${list_uri?.split('/').at(-1)}/reorder`, { items: references([three, one, two]) });
  await world.settled();
  const before = await index();
  expect(before).toMatchObject({
    playlist: { name: 'road songs', tracks: [two.uri, one.uri, three.uri] },
    liked: ['one', 'three', 'two'],
    album: { titles: ['three', 'one', 'two'] },
  });

  const [lists, likes, tracks] = [
    [...(await records(alice, 'list')), ...(await records(bob, 'list'))],
    await records(alice, 'like'),
    await records(bob, 'track'),
  ];
  for (const table of LOST) await world.database.rows(`delete from ${table}`);

  await hear(world, lists, 'rebuild');
  await hear(world, likes, 'rebuild');
  for (const track of tracks) await hear(world, [track], 'rebuild');
  await world.settled();
  expect(await index()).toEqual(before);
  expect(await world.database.count('parked_records')).toBe(0);
  expect(await world.database.rows('select 1 from pds_outbox')).toEqual([]);

  // And nothing of it is news to the next sign-in.
  await bob.elsewhere().signIn();
  await alice.elsewhere().signIn();
  await world.settled();
  expect(await world.database.rows(`select 1 from pds_outbox where collection = 'fm.plyr.dev.list'`)).toEqual([]);
});
