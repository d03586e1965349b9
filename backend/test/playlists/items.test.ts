import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { CID, playlistOf, references, shown, type Song, songOf, songsOf, titles } from './lists.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
});
afterAll(() => world.close());

const elsewhere = () => ({ track_uri: `at://did:plc:elsewhere/fm.plyr.dev.track/${randomUUID()}`, track_cid: CID });
const add = (playlist: { id: string }, item: unknown) =>
  alice.post<PlaylistView>(`/lists/playlists/${playlist.id}/tracks`, item);
const arrange = (playlist: { id: string }, items: unknown) =>
  alice.put(`/lists/playlists/${playlist.id}/tracks/reorder`, { items });

describe('LST-05: adding', () => {
  test('by number or by the address of the record', async () => {
    const [one, two] = (await songsOf(world, bob, ['one', 'two'])) as [Song, Song];
    const playlist = await playlistOf(alice, 'both ways');
    expect(await add(playlist, { track_id: one.id })).toMatchObject({ status: 200, body: { track_count: 1 } });
    // The client saw an older version: what counts is the track.
    expect(await add(playlist, { track_uri: two.uri, track_cid: 'bafyold' })).toMatchObject({ status: 200 });
    expect(titles(await shown(playlist, alice))).toEqual(['one', 'two']);
  });

  test('what we do not know keeps its place until we know it', async () => {
    const [one, two] = (await songsOf(world, bob, ['one', 'two'])) as [Song, Song];
    const playlist = await playlistOf(alice, 'with a stranger', [one]);
    const stranger = elsewhere();
    expect(await add(playlist, stranger)).toMatchObject({ status: 200, body: { track_count: 2 } });
    await add(playlist, { track_id: two.id });
    expect(titles(await shown(playlist, alice))).toEqual(['one', 'two']);
    const rows = await world.database.rows(
      'select subject_uri, track_id from playlist_tracks where playlist_id = $1 order by position',
      [playlist.id],
    );
    expect(rows[1]).toEqual({ subject_uri: stranger.track_uri, track_id: null });
  });

  test('twice is refused, whichever way it is named', async () => {
    const song = await songOf(world, bob);
    const playlist = await playlistOf(alice, 'once', [song]);
    for (const item of [{ track_id: song.id }, { track_uri: song.uri, track_cid: song.cid }])
      expect(await add(playlist, item)).toMatchObject({
        status: 400,
        body: { code: 'lists.duplicate_item', detail: 'track already in playlist' },
      });
    expect(await shown(playlist, alice)).toMatchObject({ track_count: 1 });
  });

  test('what the owner may not see, or nobody can name, is refused', async () => {
    const playlist = await playlistOf(alice, 'refusing');
    const secret = await songOf(world, bob, { visibility: 'private', cid: null });
    for (const track_id of [secret.id, 99_999_999])
      expect(await add(playlist, { track_id })).toMatchObject({ status: 404, body: { code: 'tracks.not_found' } });
    const unready = await songOf(world, bob, { publish_state: 'pending', cid: null });
    for (const { uri: track_uri } of [secret, unready])
      expect(await add(playlist, { track_uri, track_cid: CID })).toMatchObject({
        status: 404,
        body: { code: 'tracks.not_found' },
      });
    const bad = [
      {},
      { track_cid: CID },
      { track_uri: elsewhere().track_uri },
      { track_uri: 'https://example.com', track_cid: CID },
      { track_uri: 'at://bob.test/fm.plyr.dev.track/3k', track_cid: CID },
      { ...elsewhere(), track_cid: 'no cid' },
      { track_id: 0 },
      { track_id: 'one' },
    ];
    for (const item of bad)
      expect(await add(playlist, item)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(await shown(playlist, alice)).toMatchObject({ track_count: 0 });
  });

  test('LST-19: the 501st is refused, also of many at the same moment', async () => {
    const playlist = await playlistOf(alice, 'full');
    await world.database.rows(
      `insert into playlist_tracks (id, playlist_id, position, subject_uri, subject_cid, added_by_did)
       select gen_random_uuid(), $1, n, 'at://did:plc:elsewhere/fm.plyr.dev.track/' || n, $2, $3
         from generate_series(1, 497) n`,
      [playlist.id, CID, alice.did],
    );
    const answers = await Promise.all(Array.from({ length: 6 }, () => add(playlist, elsewhere())));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'lists.full',
      detail: 'a list holds at most 500 tracks',
    });
    expect(await shown(playlist, alice)).toMatchObject({ track_count: 500 });
  });

  test('of many at the same moment each finds a place of its own', async () => {
    const songs = await songsOf(world, bob, ['a', 'b', 'c', 'd', 'e', 'f']);
    const playlist = await playlistOf(alice, 'crowded');
    await Promise.all(songs.map(({ id }) => add(playlist, { track_id: id })));
    expect(titles(await shown(playlist, alice)).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const [{ places } = { places: 0 }] = await world.database.rows<{ places: number }>(
      'select count(distinct position)::int as places from playlist_tracks where playlist_id = $1',
      [playlist.id],
    );
    expect(places).toBe(6);
  });
});

describe('LST-06: removing', () => {
  const remove = (playlist: { id: string }, name: string | number) =>
    alice.delete<PlaylistView>(`/lists/playlists/${playlist.id}/tracks/${name}`);

  test('by number, by a bare address, and by an encoded one', async () => {
    const songs = (await songsOf(world, bob, ['one', 'two', 'three', 'four'])) as [Song, Song, Song, Song];
    const playlist = await playlistOf(alice, 'shrinking', songs);
    expect(await remove(playlist, songs[1].id)).toMatchObject({ status: 200, body: { track_count: 3 } });
    expect(await remove(playlist, songs[2].uri)).toMatchObject({ status: 200, body: { track_count: 2 } });
    expect(await remove(playlist, encodeURIComponent(songs[0].uri))).toMatchObject({
      status: 200,
      body: { track_count: 1 },
    });
    expect(titles(await shown(playlist, alice))).toEqual(['four']);
  });

  test('of what is not in it is refused', async () => {
    const song = await songOf(world, bob);
    const playlist = await playlistOf(alice, 'without');
    for (const name of [song.id, song.uri, 'nothing'])
      expect(await remove(playlist, name)).toMatchObject({
        status: 404,
        body: { code: 'lists.item_missing', detail: 'track not in playlist' },
      });
  });
});

describe('LST-07, LST-18: order', () => {
  test('is what its owner makes it, whatever version the client saw', async () => {
    const [a, b, c] = (await songsOf(world, bob, ['a', 'b', 'c'])) as [Song, Song, Song];
    const playlist = await playlistOf(alice, 'sorted', [a, b, c]);
    const answer = await arrange(playlist, [{ uri: c.uri, cid: 'bafyold' }, { uri: a.uri }, { uri: b.uri, cid: null }]);
    expect(answer).toMatchObject({ status: 200, body: { id: playlist.id, track_count: 3 } });
    expect(titles(await shown(playlist, alice))).toEqual(['c', 'a', 'b']);
    const alias = await alice.put(`/lists/playlists/${playlist.id}/reorder`, { items: references([b, c, a]) });
    expect(alias).toMatchObject({ status: 200, body: { id: playlist.id } });
    expect(titles(await shown(playlist, alice))).toEqual(['b', 'c', 'a']);
  });

  test('a stale client can neither drop nor add items, and is told what there is', async () => {
    const [a, b, c] = (await songsOf(world, bob, ['a', 'b', 'c'])) as [Song, Song, Song];
    const playlist = await playlistOf(alice, 'stale', [a, b]);
    for (const order of [[a], [b, a, c], [a, a], [b, c], []])
      expect(await arrange(playlist, references(order))).toMatchObject({
        status: 409,
        body: { code: 'lists.membership_mismatch', current_items: references([a, b]) },
      });
    expect(titles(await shown(playlist, alice))).toEqual(['a', 'b']);
  });

  test('of what the owner sees leaves everything else at its place', async () => {
    const [a, b, c] = (await songsOf(world, bob, ['a', 'b', 'c'])) as [Song, Song, Song];
    const playlist = await playlistOf(alice, 'partly seen', [a]);
    await add(playlist, elsewhere());
    await add(playlist, { track_id: b.id });
    await add(playlist, { track_id: c.id });
    await world.database.rows(`update tracks set visibility = 'private' where id = $1`, [b.id]);
    expect(await arrange(playlist, references([c, a]))).toMatchObject({ status: 200, body: { track_count: 4 } });
    await world.database.rows(`update tracks set visibility = 'public' where id = $1`, [b.id]);
    expect(titles(await shown(playlist, alice))).toEqual(['c', 'b', 'a']);
  });

  test('that is no list of items is refused', async () => {
    const playlist = await playlistOf(alice, 'malformed', [await songOf(world, bob)]);
    for (const items of ['no', [1], [{ cid: CID }], [{ uri: 7 }], undefined])
      expect(await arrange(playlist, items)).toMatchObject({ status: 422 });
  });
});
