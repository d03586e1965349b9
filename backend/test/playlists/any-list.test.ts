import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ListWrite } from '../../src/modules/playlists/order/order.dto.js';
import type { AlbumMetadata, AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
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

describe('LST-18: an order names what the list shows its owner', () => {
  const named = ({ id, atproto_record_uri: uri }: TrackView) => (uri ? { uri } : { track_id: id });
  const put = (address: string, tracks: readonly TrackView[]) =>
    bob.put<ListWrite>(address, { items: tracks.map(named) });
  const lp = async (slug: string) => (await bob.get<AlbumView>(`/albums/${bob.handle}/${slug}`)).body;
  const addressOf = ({ metadata }: AlbumView) => `/lists/${metadata.list_uri?.split('/').at(-1)}/reorder`;
  const stored = ({ metadata }: AlbumView) => listOf(world, metadata.list_uri ?? '');

  test('ALB-06: an album without those of its tracks that failed, which keep their places', async () => {
    const ids: number[] = [];
    for (const title of ['one', 'two', 'three']) ids.push(await published(bob, { title, album: 'Partly' }));
    await world.settled();
    await world.database.rows(`update tracks set publish_state = 'failed' where id = $1`, [ids[1]]);
    const before = await lp('partly');
    expect(titles(before)).toEqual(['one', 'three']);
    expect(await put(addressOf(before), before.tracks.toReversed())).toMatchObject({ status: 200 });
    await world.database.rows(`update tracks set publish_state = 'published' where id = $1`, [ids[1]]);
    expect(titles(await lp('partly'))).toEqual(['three', 'two', 'one']);
    await world.settled();
    expect(itemsOf(await stored(before))).toHaveLength(3);
  });

  test('TRK-12: an album with a private track, which its record does not name', async () => {
    for (const title of ['open', 'other']) await published(bob, { title, album: 'Secrets' });
    await published(bob, { title: 'secret', album: 'Secrets', visibility: 'private' });
    await world.settled();
    const { tracks, ...album } = await lp('secrets');
    const [open, other, secret] = tracks as [TrackView, TrackView, TrackView];
    expect(secret).toMatchObject({ title: 'secret', atproto_record_uri: null });
    expect(await put(addressOf({ tracks, ...album }), [other, secret, open])).toMatchObject({ status: 200 });
    expect(titles(await lp('secrets'))).toEqual(['other', 'secret', 'open']);
    await world.settled();
    expect(itemsOf(await stored({ tracks, ...album }))).toEqual([other.atproto_record_uri, open.atproto_record_uri]);
  });

  test('a playlist with a private track of its owner', async () => {
    const secret = await published(bob, { title: 'for me', visibility: 'private' });
    const [open] = (await songsOf(world, bob, ['open'])) as [Song];
    const playlist = await playlistOf(bob, 'mine', [{ id: secret, uri: '', cid: '' }, open]);
    const turned = (await shown(playlist, bob)).tracks.toReversed();
    expect(await put(`/lists/playlists/${playlist.id}/tracks/reorder`, turned)).toMatchObject({ status: 200 });
    expect(titles(await shown(playlist, bob))).toEqual(['open', 'for me']);
    await world.settled();
    expect(itemsOf(await listOf(world, playlist.atproto_record_uri))).toEqual([open.uri]);
  });

  test('likes with a track of one’s own that went private', async () => {
    const secret = await published(bob, { title: 'was open' });
    const [open] = (await songsOf(world, bob, ['stays open'])) as [Song];
    for (const id of [secret, open.id]) await bob.post(`/tracks/${id}/like`);
    await bob.patch(`/tracks/${secret}`, { visibility: 'private' });
    const liked = async () => (await bob.get<{ tracks: TrackView[] }>('/tracks/liked')).body;
    const before = await liked();
    expect(titles(before)).toEqual(['stays open', 'was open']);
    expect(await put('/lists/liked/reorder', before.tracks.toReversed())).toMatchObject({ status: 200 });
    expect(titles(await liked())).toEqual(['was open', 'stays open']);
  });

  test.each([{}, { uri: null }, { track_id: 0 }, { track_id: 'one' }, { uri: 7 }])('%j names nothing', async (item) => {
    expect(await bob.put('/lists/liked/reorder', { items: [item] })).toMatchObject({
      status: 422,
      body: { code: 'request.invalid' },
    });
  });
});

test('LST-10: a draft of an album is not put in order, because nothing of it is written yet', async () => {
  const { body: draft } = await bob.post<AlbumMetadata>('/albums/', { title: 'Unfinished' });
  const trackId = await published(bob, { title: 'first', album_id: draft.id });
  await world.settled();
  const row = await world.database.one<{ rkey: string }>('select rkey from albums where id = $1', [draft.id]);
  const address = `/lists/${row?.rkey}/reorder`;
  const items = [{ track_id: trackId }];
  expect(await bob.put(address, { items })).toMatchObject({ status: 409, body: { code: 'albums.not_finalized' } });
  expect(await bob.post(`/albums/${draft.id}/finalize`, { track_ids: [trackId] })).toMatchObject({ status: 200 });
  expect(await bob.put(address, { items })).toMatchObject({ status: 200 });
});

test('what is not there, and guests', async () => {
  const nothing = { status: 404, body: { code: 'lists.not_found' } };
  for (const key of ['3l3qo2vutsw2b', 'nothing']) expect(await arrange(alice, key, [])).toMatchObject(nothing);
  expect(await world.visitor().put('/lists/3l3qo2vutsw2b/reorder', { items: [] })).toMatchObject({ status: 401 });
});
