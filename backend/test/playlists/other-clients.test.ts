import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import { LikedLists } from '../../src/modules/likes/index.js';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published } from '../tracks/uploading.js';
import { CID, itemsOf, listOf, playlistOf, shown, type Song, songsOf, titles } from './lists.js';
import { OtherClient } from './other-client.js';

let world: World;
let bob: Person;
let alice: Person;
let others: OtherClient;
let songs: [Song, Song, Song];

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  songs = (await songsOf(world, bob, ['a', 'b', 'c'])) as typeof songs;
  others = await OtherClient.of(world, alice);
  await world.settled();
});
afterAll(() => world.close());

const newAddress = () => `at://${alice.did}/fm.plyr.dev.list/${nextTid()}`;
const stranger = () => ({ uri: `at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/${nextTid()}`, cid: CID });
const own = async () => (await alice.get<PlaylistView[]>('/lists/playlists')).body;
const at = async (uri: string) => (await own()).find((playlist) => playlist.atproto_record_uri === uri);

describe('ING-03: a playlist that another client made', () => {
  test('appears, whole and in order, with what we do not know at its place', async () => {
    const [a, b] = songs;
    const uri = newAddress();
    const post = stranger();
    const event = await others.put(uri, { name: 'from elsewhere', listType: 'playlist', items: [b, post, a] });
    expect(await others.tell(event)).toEqual([{ kind: 'taken' }]);
    expect(await others.tell(event, event)).toEqual([{ kind: 'known' }, { kind: 'known' }]);
    const playlist = await at(uri);
    expect(playlist).toMatchObject({
      name: 'from elsewhere',
      owner_did: alice.did,
      track_count: 3,
      publish_state: 'published',
      atproto_record_cid: expect.any(String),
      created_at: '2026-05-01T10:00:00.000Z',
    });
    expect(titles(await shown(playlist!, world.visitor()))).toEqual(['b', 'a']);
  });

  test('can be of any kind, without a name, and holds each item once', async () => {
    const [a, b] = songs;
    const uri = newAddress();
    await others.tell(await others.put(uri, { listType: 'mixtape', items: [a, b, a] }));
    expect(await at(uri)).toMatchObject({ name: 'untitled', track_count: 2 });
  });

  test('can be changed here afterwards, and what they wrote is kept', async () => {
    const [a, b, c] = songs;
    const uri = newAddress();
    const post = stranger();
    await others.tell(await others.put(uri, { name: 'shared', mood: 'blue', items: [a, post, b] }));
    const playlist = await at(uri);
    await alice.post(`/lists/playlists/${playlist?.id}/tracks`, { track_id: c.id });
    await world.settled();
    const stored = await listOf(world, uri);
    expect(itemsOf(stored)).toEqual([a.uri, post.uri, b.uri, c.uri]);
    expect(stored).toMatchObject({ mood: 'blue', name: 'shared', createdAt: '2026-05-01T10:00:00.000Z' });
  });

  test('goes when it is deleted there, and does not come back by a late event', async () => {
    const uri = newAddress();
    const made = await others.put(uri, { name: 'late', items: [songs[0]] });
    const gone = await others.delete(uri);
    await others.tell(gone);
    await others.tell(made);
    expect(await at(uri)).toBeUndefined();
  });
});

describe('CON-09: our playlist, changed by another client', () => {
  test('is as they left it: order, items and name', async () => {
    const [a, b, c] = songs;
    const playlist = await playlistOf(alice, 'ours', [a, b]);
    await world.settled();
    const event = await others.put(playlist.atproto_record_uri, {
      name: 'theirs',
      listType: 'playlist',
      items: [c, b],
    });
    expect(await others.tell(event)).toEqual([{ kind: 'taken' }]);
    expect(await shown(playlist, alice)).toMatchObject({ name: 'theirs', track_count: 2 });
    expect(titles(await shown(playlist, alice))).toEqual(['c', 'b']);
  });

  test('events that come twice and backwards leave the last version', async () => {
    const [a, b, c] = songs;
    const playlist = await playlistOf(alice, 'ours', [a]);
    await world.settled();
    const uri = playlist.atproto_record_uri;
    const events = [];
    for (const [name, items] of [
      ['first', [b]],
      ['second', [a, b]],
      ['third', [c, a]],
    ] as const)
      events.push(await others.put(uri, { name, items: [...items] }));
    for (const event of events.toReversed()) await others.tell(event, event);
    expect(await shown(playlist, alice)).toMatchObject({ name: 'third' });
    expect(titles(await shown(playlist, alice))).toEqual(['c', 'a']);
  });

  test('the echo of our own write changes nothing', async () => {
    const [a, b] = songs;
    const name = 'x'.repeat(100);
    const playlist = await playlistOf(alice, name, [a, b]);
    await world.settled();
    const known = await world.database.one<{ cid: string; rev: string }>(
      'select cid, rev from playlists where id = $1',
      [playlist.id],
    );
    const echo = await others.echo(playlist.atproto_record_uri, known ?? { cid: '', rev: '' });
    expect(await others.tell(echo)).toEqual([{ kind: 'known' }]);
    expect(await shown(playlist, alice)).toMatchObject({ name, track_count: 2 });
  });

  test('a track that has no record stays, because no record could have held it', async () => {
    const secret = await published(bob, { title: 'secret', visibility: 'private' });
    const [a, b] = songs;
    const playlist = (await bob.post<PlaylistView>('/lists/playlists', { name: 'partly secret' })).body;
    for (const track_id of [a.id, secret]) await bob.post(`/lists/playlists/${playlist.id}/tracks`, { track_id });
    await world.settled();
    const bobs = await OtherClient.of(world, bob);
    await bobs.tell(await bobs.put(playlist.atproto_record_uri, { name: 'partly secret', items: [b] }));
    expect(titles(await shown(playlist, bob)).toSorted()).toEqual(['b', 'secret']);
  });

  test('P-DUAL-04: items that they add while we write survive, and what we remove stays away', async () => {
    const [a, b, c] = songs;
    const playlist = await playlistOf(alice, 'both at once', [a, b]);
    await world.settled();
    const post = stranger();
    // Nobody tells us of it before we write.
    await others.put(playlist.atproto_record_uri, { name: 'both at once', items: [a, post, b] });
    await alice.delete(`/lists/playlists/${playlist.id}/tracks/${a.id}`);
    await alice.post(`/lists/playlists/${playlist.id}/tracks`, { track_id: c.id });
    await world.settled();
    expect(itemsOf(await listOf(world, playlist.atproto_record_uri))).toEqual([post.uri, b.uri, c.uri]);
  });
});

describe('CON-06: an album', () => {
  test('has the order that another client gave its list', async () => {
    for (const title of ['one', 'two', 'three']) await published(bob, { title, album: 'LP' });
    await world.settled();
    const album = async () => (await bob.get<AlbumView>(`/albums/${bob.handle}/lp`)).body;
    const { metadata, tracks } = await album();
    const items = tracks.map((track) => ({
      uri: track.atproto_record_uri ?? '',
      cid: track.atproto_record_cid ?? '',
    }));
    const bobs = await OtherClient.of(world, bob);
    const put = (order: typeof items) =>
      bobs.put(metadata.list_uri ?? '', { name: 'LP', listType: 'album', items: order });
    const [one, two, three] = items as [Song, Song, Song];
    expect(await bobs.tell(await put([three, one, two]))).toEqual([{ kind: 'taken' }]);
    expect((await album()).tracks.map(({ title }) => title)).toEqual(['three', 'one', 'two']);
    // What it does not name stays on the album, at the end.
    await bobs.tell(await put([two, three]));
    expect((await album()).tracks.map(({ title }) => title)).toEqual(['two', 'three', 'one']);
    await bobs.tell(await bobs.delete(metadata.list_uri ?? ''));
    expect((await album()).metadata).toMatchObject({ list_uri: null, track_count: 3 });
  });

  test('ING-07: is called what the records of its tracks say, whatever its list alone says', async () => {
    for (const title of ['first', 'last']) await published(bob, { title, album: 'Given' });
    await world.settled();
    const album = async () => (await bob.get<AlbumView>(`/albums/${bob.handle}/given`)).body;
    const { metadata, tracks } = await album();
    const items = tracks.map((track) => ({
      uri: track.atproto_record_uri ?? '',
      cid: track.atproto_record_cid ?? '',
    }));
    const uri = metadata.list_uri ?? '';
    const bobs = await OtherClient.of(world, bob);
    const renamed = { name: 'Renamed', listType: 'album', items: items.toReversed() };
    expect(await bobs.tell(await bobs.put(uri, renamed))).toEqual([{ kind: 'taken' }]);
    expect((await album()).metadata).toMatchObject({ title: 'Given', list_uri: uri });
    expect(titles(await album())).toEqual(['last', 'first']);
    await bob.elsewhere().signIn();
    await world.settled();
    expect(await listOf(world, uri)).toMatchObject({ name: 'Given' });
    expect(itemsOf(await listOf(world, uri))).toEqual(renamed.items.map((item) => item.uri));
  });

  test('that nobody has a record of takes the one it finds', async () => {
    const [first, second] = (await songsOf(world, bob, ['first', 'second'])) as [Song, Song];
    await world.database.rows(
      `with made as (
         insert into albums (id, artist_did, title, slug, rkey, finalized_at)
         values (gen_random_uuid(), $1, 'Found', 'found', '3l3qo2vutsw2b', now()) returning id, artist_did, slug
       ), named as (
         insert into album_slugs (artist_did, slug, album_id) select artist_did, slug, id from made
       )
       insert into album_tracks (album_id, track_id, position)
       select id, t, p from made, unnest($2::int[]) with ordinality as x (t, p)`,
      [bob.did, [first.id, second.id]],
    );
    const bobs = await OtherClient.of(world, bob);
    const uri = `at://${bob.did}/fm.plyr.dev.list/${nextTid()}`;
    await bobs.tell(await bobs.put(uri, { name: 'Found', listType: 'album', items: [second, first] }));
    const { body } = await bob.get<AlbumView>(`/albums/${bob.handle}/found`);
    expect(body.metadata).toMatchObject({ list_uri: uri, publish_state: 'published' });
    expect(titles(body)).toEqual(['second', 'first']);
    const another = `at://${bob.did}/fm.plyr.dev.list/${nextTid()}`;
    expect(
      await bobs.tell(await bobs.put(another, { name: 'Found', listType: 'album', items: [first, second] })),
    ).toEqual([{ kind: 'ignored', reason: 'second_list' }]);
  });
});

describe('LIKE-03: the order of likes', () => {
  const order = async ({ did }: Person) => (await world.get(LikedLists).page(did, undefined, 50)).items;

  test('is that of the list which another client wrote, with newer likes on top', async () => {
    const [a, b, c] = songs;
    const carol = await world.person('carol');
    for (const song of songs) await carol.post(`/tracks/${song.id}/like`);
    await world.settled();
    const row = await world.database.one<{ uri: string }>('select uri from liked_lists where did = $1', [carol.did]);
    const client = await OtherClient.of(world, carol);
    const updatedAt = new Date().toISOString();
    const list = { name: 'Liked Tracks', listType: 'liked', updatedAt };
    expect(await client.tell(await client.put(row?.uri ?? '', { ...list, items: [b, c, a] }))).toEqual([
      { kind: 'taken' },
    ]);
    expect(await order(carol)).toEqual([b.id, c.id, a.id]);
    const [d] = (await songsOf(world, bob, ['d'])) as [Song];
    await carol.post(`/tracks/${d.id}/like`);
    expect(await order(carol)).toEqual([d.id, b.id, c.id, a.id]);
    await world.settled();
    const second = `at://${carol.did}/fm.plyr.dev.list/${nextTid()}`;
    expect(await client.tell(await client.put(second, { ...list, items: [a] }))).toEqual([
      { kind: 'ignored', reason: 'second_list' },
    ]);
  });
});
