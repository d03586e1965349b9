import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { validateRecord } from '../../src/modules/atproto/index.js';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published } from '../tracks/uploading.js';
import { CID, itemsOf, listOf, playlistOf, references, type Song, songsOf } from './lists.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  await world.settled();
});
afterAll(() => world.close());

const record = (playlist: PlaylistView) => listOf(world, playlist.atproto_record_uri);
const view = async (playlist: PlaylistView) =>
  (await alice.get<PlaylistView>(`/lists/playlists/${playlist.id}/meta`)).body;
const arrange = (playlist: PlaylistView, songs: Song[]) =>
  alice.put(`/lists/playlists/${playlist.id}/tracks/reorder`, { items: references(songs) });
const puts = (playlist: PlaylistView) =>
  world.database.rows<{ state: string }>(
    `select state from pds_outbox where subject_table = 'playlists' and subject_key = $1 order by id`,
    [playlist.id],
  );

describe('LST-01, LST-02: the record of a playlist', () => {
  test('holds its name and its items in order, and is valid', async () => {
    const songs = await songsOf(world, bob, ['one', 'two', 'three']);
    const playlist = await playlistOf(alice, 'road songs', songs);
    await world.settled();
    const stored = await record(playlist);
    expect(stored).toMatchObject({ $type: 'fm.plyr.dev.list', name: 'road songs', listType: 'playlist' });
    expect(stored?.items.map(({ subject }) => subject)).toEqual(references(songs));
    expect(() => validateRecord('list', { ...stored, $type: 'fm.plyr.list' })).not.toThrow();
    expect(await view(playlist)).toMatchObject({ publish_state: 'published', atproto_record_cid: expect.any(String) });
  });

  test('follows its name, its order and its items', async () => {
    const songs = (await songsOf(world, bob, ['a', 'b', 'c'])) as [Song, Song, Song];
    const playlist = await playlistOf(alice, 'before', songs);
    await world.settled();
    const first = await record(playlist);
    await alice.put(`/lists/playlists/${playlist.id}`, { name: 'after' });
    await arrange(playlist, [songs[2], songs[0], songs[1]]);
    expect(await view(playlist)).toMatchObject({ publish_state: 'pending' });
    await alice.delete(`/lists/playlists/${playlist.id}/tracks/${songs[0].id}`);
    await world.settled();
    const stored = await record(playlist);
    expect(itemsOf(stored)).toEqual([songs[2].uri, songs[1].uri]);
    expect(stored).toMatchObject({ name: 'after', createdAt: first?.createdAt });
    expect(Date.parse(stored?.updatedAt ?? '')).toBeGreaterThan(Date.parse(first?.updatedAt ?? ''));
  });

  test('goes with the playlist', async () => {
    const playlist = await playlistOf(alice, 'short-lived');
    await world.settled();
    expect(await record(playlist)).toBeDefined();
    await alice.delete(`/lists/playlists/${playlist.id}`);
    await world.settled();
    expect(await record(playlist)).toBeUndefined();
  });

  test('has the beginning of a name that is too long for it', async () => {
    const playlist = await playlistOf(alice, 'x'.repeat(200));
    await world.settled();
    expect((await record(playlist))?.name).toBe('x'.repeat(64));
    expect(await view(playlist)).toMatchObject({ name: 'x'.repeat(200), publish_state: 'published' });
  });

  test('leaves out tracks without a record until they have one, and again when they lose it', async () => {
    const secret = await published(bob, { title: 'not yet', visibility: 'private' });
    const [open] = (await songsOf(world, bob, ['open'])) as [Song];
    const playlist = (await bob.post<PlaylistView>('/lists/playlists', { name: 'mixed' })).body;
    for (const track_id of [secret, open.id]) await bob.post(`/lists/playlists/${playlist.id}/tracks`, { track_id });
    await world.settled();
    expect(itemsOf(await record(playlist))).toEqual([open.uri]);

    await bob.patch(`/tracks/${secret}`, { visibility: 'public' });
    await world.settled();
    const uri = (await bob.get<{ atproto_record_uri: string }>(`/tracks/${secret}`)).body.atproto_record_uri;
    expect(itemsOf(await record(playlist))).toEqual([uri, open.uri]);

    await bob.patch(`/tracks/${secret}`, { visibility: 'private' });
    await world.settled();
    expect(itemsOf(await record(playlist))).toEqual([open.uri]);

    await bob.patch(`/tracks/${secret}`, { visibility: 'public' });
    await world.settled();
    expect(itemsOf(await record(playlist))).toEqual([uri, open.uri]);
  });

  test('loses a track that its artist deletes', async () => {
    const gone = await published(bob, { title: 'goes' });
    const [stays] = (await songsOf(world, bob, ['stays'])) as [Song];
    const playlist = await playlistOf(alice, 'losing', [{ id: gone, uri: '', cid: '' }, stays]);
    await world.settled();
    expect(itemsOf(await record(playlist))).toHaveLength(2);
    await bob.delete(`/tracks/${gone}`);
    await world.settled();
    expect(itemsOf(await record(playlist))).toEqual([stays.uri]);
    expect(await view(playlist)).toMatchObject({ track_count: 1, publish_state: 'published' });
  });
});

describe('LST-20: changes that follow one another', () => {
  test('become few writes, and the last order counts', async () => {
    const songs = (await songsOf(world, bob, ['a', 'b', 'c'])) as [Song, Song, Song];
    const playlist = await playlistOf(alice, 'dragged', songs);
    await world.settled();
    const before = (await puts(playlist)).length;
    const orders = [
      [songs[1], songs[0], songs[2]],
      [songs[2], songs[1], songs[0]],
    ];
    const began = Date.now();
    for (let change = 0; change < 20; change++)
      expect(await arrange(playlist, orders[change % 2] ?? songs)).toMatchObject({ status: 200 });
    const tookMs = Date.now() - began;
    await world.settled();
    // At most one for every two seconds of dragging, however slow this machine is.
    expect((await puts(playlist)).length - before).toBeLessThanOrEqual(1 + Math.floor(tookMs / 2_000));
    expect(itemsOf(await record(playlist))).toEqual([songs[2].uri, songs[1].uri, songs[0].uri]);
  });

  test('are written by themselves when they have rested', async () => {
    const songs = (await songsOf(world, bob, ['a', 'b'])) as [Song, Song];
    const playlist = await playlistOf(alice, 'left alone', songs);
    await world.settled();
    const before = (await puts(playlist)).length;
    const began = performance.now();
    await arrange(playlist, [songs[1], songs[0]]);
    const isWritten = async () => (await puts(playlist)).slice(before).some(({ state }) => state === 'done');
    while (!(await isWritten())) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
    expect(itemsOf(await record(playlist))).toEqual([songs[1].uri, songs[0].uri]);
  });

  test('hold nothing else up', async () => {
    const songs = (await songsOf(world, bob, ['a', 'b'])) as [Song, Song];
    const playlist = await playlistOf(alice, 'resting', songs);
    await world.settled();
    // The entry rests as long as the story needs it to.
    await arrange(playlist, [songs[1], songs[0]]);
    await world.database.rows(
      `update pds_outbox set next_attempt_at = now() + interval '1 minute' where subject_key = $1 and state = 'pending'`,
      [playlist.id],
    );
    const other = await playlistOf(alice, 'in a hurry');
    const isWritten = async () => (await view(other)).publish_state === 'published';
    const deadline = Date.now() + 20_000;
    while (!(await isWritten()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await isWritten()).toBe(true);
    expect((await puts(playlist)).at(-1)).toEqual({ state: 'pending' });
    await world.database.rows(`update pds_outbox set next_attempt_at = now() where subject_key = $1`, [playlist.id]);
    await world.settled();
    expect(itemsOf(await record(playlist))).toEqual([songs[1].uri, songs[0].uri]);
  });
});

describe('CON-02: a PDS in trouble', () => {
  test('that is away: nobody waits, and the last state is written when it is back', async () => {
    const songs = (await songsOf(world, bob, ['a', 'b'])) as [Song, Song];
    await world.pds.away();
    const playlist = await playlistOf(alice, 'patient', songs);
    expect(await arrange(playlist, [songs[1], songs[0]])).toMatchObject({ status: 200 });
    expect(await view(playlist)).toMatchObject({ publish_state: 'pending', track_count: 2 });
    await world.pds.resume();
    await world.settled(60_000);
    expect(itemsOf(await record(playlist))).toEqual([songs[1].uri, songs[0].uri]);
    expect(await view(playlist)).toMatchObject({ publish_state: 'published' });
  });

  test('that loses its answer: the record is there once, and what was removed meanwhile stays away', async () => {
    const songs = (await songsOf(world, bob, ['kept', 'removed'])) as [Song, Song];
    const playlist = await playlistOf(alice, 'told twice');
    await world.settled();
    await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    for (const { id } of songs) await alice.post(`/lists/playlists/${playlist.id}/tracks`, { track_id: id });
    const deadline = Date.now() + 20_000;
    while (itemsOf(await record(playlist))?.length !== 2 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await alice.delete(`/lists/playlists/${playlist.id}/tracks/${songs[1].id}`);
    await world.pds.resume();
    await world.settled(60_000);
    expect(itemsOf(await record(playlist))).toEqual([songs[0].uri]);
    const records = await world.pds.list<{ name: string }>(alice.did, 'list');
    expect(records.filter(({ value }) => value.name === 'told twice')).toHaveLength(1);
  });

  test('that refuses: the owner sees it, and can start it again', async () => {
    const playlist = await playlistOf(alice, 'unlucky');
    await world.settled();
    await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'no' } });
    await alice.put(`/lists/playlists/${playlist.id}`, { name: 'lucky' });
    await world.settled();
    expect(await view(playlist)).toMatchObject({ name: 'lucky', publish_state: 'failed' });
    await world.pds.resume();
    await alice.post('/account/sync/retry', {});
    await world.settled();
    expect(await record(playlist)).toMatchObject({ name: 'lucky' });
    expect(await view(playlist)).toMatchObject({ publish_state: 'published' });
  });
});

test('LST-05: an item that is no track of ours is in the record, at its place', async () => {
  const [song] = (await songsOf(world, bob, ['ours'])) as [Song];
  const elsewhere = { uri: 'at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l3qo2vutsw2b', cid: CID };
  const playlist = await playlistOf(alice, 'anything');
  await alice.post(`/lists/playlists/${playlist.id}/tracks`, { track_uri: elsewhere.uri, track_cid: elsewhere.cid });
  await alice.post(`/lists/playlists/${playlist.id}/tracks`, { track_id: song.id });
  await world.settled();
  expect((await record(playlist))?.items.map(({ subject }) => subject)).toEqual([elsewhere, ...references([song])]);
});
