import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ListWrite } from '../../src/modules/playlists/order/order.dto.js';
import type { AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { itemsOf, listOf, playlistOf, references, shown, type Song, songsOf, titles } from './lists.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
});
afterAll(() => world.close());

const arrange = (who: Person, uri: string, songs: Pick<Song, 'uri' | 'cid'>[]) =>
  who.put<ListWrite>(`/lists/${uri.split('/').at(-1)}/reorder`, { items: references(songs as Song[]) });

test('LST-10: a playlist is put in order by the key of its record', async () => {
  const songs = (await songsOf(world, bob, ['a', 'b'])) as [Song, Song];
  const playlist = await playlistOf(alice, 'by key', songs);
  expect(await arrange(alice, playlist.atproto_record_uri, [songs[1], songs[0]])).toMatchObject({
    status: 200,
    body: { uri: playlist.atproto_record_uri, publish_state: 'pending' },
  });
  expect(titles(await shown(playlist, alice))).toEqual(['b', 'a']);
  expect(await arrange(alice, playlist.atproto_record_uri, [songs[1]])).toMatchObject({
    status: 409,
    body: { code: 'lists.membership_mismatch', current_items: references([songs[1], songs[0]]) },
  });
});

test('LST-10: so is what somebody likes', async () => {
  const songs = (await songsOf(world, bob, ['c', 'd'])) as [Song, Song];
  for (const { id } of songs) await alice.post(`/tracks/${id}/like`);
  const row = await world.database.one<{ uri: string }>('select uri from liked_lists where did = $1', [alice.did]);
  const answer = await arrange(alice, row?.uri ?? '', songs);
  expect(answer).toMatchObject({ status: 200, body: { uri: row?.uri } });
  await world.settled();
  expect(itemsOf(await listOf(world, row?.uri ?? ''))).toEqual(songs.map(({ uri }) => uri));
});

test('LST-10: and an album, by its artist alone', async () => {
  for (const title of ['one', 'two', 'three']) await published(bob, { title, album: 'LP', file: await song() });
  await world.settled();
  const album = async () => (await bob.get<AlbumView>(`/albums/${bob.handle}/lp`)).body;
  const { metadata, tracks } = await album();
  const items = tracks.map((track) => ({
    uri: track.atproto_record_uri ?? '',
    cid: track.atproto_record_cid ?? '',
  }));
  expect(itemsOf(await listOf(world, metadata.list_uri ?? ''))).toEqual(items.map(({ uri }) => uri));
  expect(await listOf(world, metadata.list_uri ?? '')).toMatchObject({ name: 'LP', listType: 'album' });

  const turned = items.toReversed();
  expect(await arrange(alice, metadata.list_uri ?? '', turned)).toMatchObject({
    status: 404,
    body: { code: 'lists.not_found', detail: 'list not found' },
  });
  expect(await arrange(bob, metadata.list_uri ?? '', turned.slice(1))).toMatchObject({ status: 409 });
  expect(await arrange(bob, metadata.list_uri ?? '', turned)).toMatchObject({
    status: 200,
    body: { uri: metadata.list_uri, cid: expect.any(String), publish_state: 'pending' },
  });
  expect((await album()).tracks.map(({ title }) => title)).toEqual(['three', 'two', 'one']);
  await world.settled();
  expect(itemsOf(await listOf(world, metadata.list_uri ?? ''))).toEqual(turned.map(({ uri }) => uri));
});

test('what is not there, and guests', async () => {
  const nothing = { status: 404, body: { code: 'lists.not_found' } };
  for (const key of ['3l3qo2vutsw2b', 'nothing']) expect(await arrange(alice, key, [])).toMatchObject(nothing);
  expect(await world.visitor().put('/lists/3l3qo2vutsw2b/reorder', { items: [] })).toMatchObject({ status: 401 });
});
