import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { RecordPageView } from '../../src/modules/previews/record-pages.dto.js';
import { album } from '../albums/shelf.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { shelve, type Shelved } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  await bob.put('/preferences/', { allow_comments: true });
});
afterAll(() => world.close());

const open = (uri: string, who: Visitor = world.visitor()) =>
  who.get<RecordPageView>(`/records/by-uri?uri=${encodeURIComponent(uri)}`);
const uriOf = async (table: string, id: string | number) =>
  (await world.database.one<{ uri: string }>(`select uri from ${table} where id = $1`, [id]))?.uri ?? '';
const shelved = async (track: Shelved = {}) => {
  const id = await shelve(world, bob, track);
  return { id, uri: await uriOf('tracks', id) };
};
const UNKNOWN = { status: 404, body: { code: 'records.not_found' } };
const GONE = { status: 410, body: { code: 'tracks.gone' } };

/** An album with a list record; without titles there is nothing on it to hear. */
async function recordedAlbum(title: string, titles: string[]): Promise<string> {
  const { id } = await album(world, bob, title, titles);
  const uri = `at://${bob.did}/${world.pds.nsid('list')}/${id.slice(0, 13)}`;
  await world.database.rows('update albums set uri = $2 where id = $1', [id, uri]);
  return uri;
}

test('TRK-14: the record of anything that is shown leads to its page', async () => {
  const { id, uri } = await shelved();
  const { body: like } = await alice.post<{ atproto_uri: string }>(`/tracks/${id}/like`);
  const said = { text: 'x', timestamp_ms: 1 };
  const { body: comment } = await alice.post<{ atproto_uri: string }>(`/tracks/${id}/comments`, said);
  const { body: playlist } = await alice.post<PlaylistView>('/lists/playlists', { name: 'not on my profile' });
  const liked = await world.database.one<{ uri: string }>('select uri from liked_lists where did = $1', [alice.did]);
  const track = { type: 'track', path: `/track/${id}` };
  const expected: [string, object][] = [
    [uri, track],
    [like.atproto_uri, track],
    [comment.atproto_uri, track],
    [playlist.atproto_record_uri, { type: 'playlist', path: `/playlist/${playlist.id}` }],
    [
      await recordedAlbum('Été', ['one']),
      { type: 'album', path: `/u/${bob.handle}/album/${encodeURIComponent('été')}` },
    ],
    [liked?.uri ?? '', { type: 'liked', path: `/liked/${alice.handle}` }],
    [`at://${bob.did}/${world.pds.nsid('actor.profile')}/self`, { type: 'artist', path: `/u/${bob.handle}` }],
    [`at://${bob.did}`, { type: 'artist', path: `/u/${bob.handle}` }],
  ];
  for (const [address, page] of expected)
    expect(await open(address)).toMatchObject({ status: 200, body: { uri: address, ...page } });
  const byHandle = uri.replace(bob.did, bob.handle);
  expect((await open(byHandle)).body).toEqual({ uri, ...track });
});

test('GEN-06: what is not for everybody is for its owner alone', async () => {
  const { uri: pending } = await shelved({ publish_state: 'pending' });
  const { uri: hidden } = await shelved({ visibility: 'private' });
  const empty = await recordedAlbum('Only Mine', []);
  for (const uri of [pending, hidden, empty]) {
    for (const who of [world.visitor(), alice]) expect(await open(uri, who)).toMatchObject(UNKNOWN);
    expect(await open(uri, bob)).toMatchObject({ status: 200 });
  }
});

test('ING-08: nothing of a hidden account is opened', async () => {
  const eve = await world.artist('eve');
  const { body: playlist } = await eve.post<PlaylistView>('/lists/playlists', { name: 'eves' });
  await world.database.rows(`update accounts set status = 'deactivated' where did = $1`, [eve.did]);
  for (const uri of [playlist.atproto_record_uri, `at://${eve.did}`]) expect(await open(uri)).toMatchObject(UNKNOWN);
  expect(await open(playlist.atproto_record_uri, eve)).toMatchObject({ status: 200 });
});

test('TRK-15: a track that was deleted or taken down is gone, here and on its page; a private one never was', async () => {
  const removed = await shelved();
  await bob.delete(`/tracks/${removed.id}`);
  const atOnce = await open(removed.uri);
  await world.settled();
  expect(atOnce).toMatchObject(GONE);
  const takenDown = await shelved({ moderation: 'takedown' });
  const forgotten = `at://${bob.did}/${world.pds.nsid('track')}/3forgotten`;
  const withdrawn = await shelved({ visibility: 'private' });
  const secret = await shelved({ moderation: 'takedown', visibility: 'private' });
  for (const uri of [forgotten, withdrawn.uri])
    await world.database.rows(`insert into record_tombstones (uri, rev) values ($1, '3aaaaaaaaaaaa')`, [uri]);
  for (const uri of [removed.uri, takenDown.uri, forgotten]) {
    expect(await open(uri)).toMatchObject(GONE);
    expect(await world.visitor().get(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`)).toMatchObject(GONE);
    expect(await world.visitor().get(`/head?path=/at/${encodeURIComponent(uri)}`)).toMatchObject({
      body: { status: 410 },
    });
  }
  for (const { uri } of [withdrawn, secret]) expect(await open(uri)).toMatchObject(UNKNOWN);
  expect(await open(takenDown.uri, bob)).toMatchObject({ status: 200 });
});

test('what names no record that we know is 404', async () => {
  const unknown = [
    `at://${alice.did}`,
    'at://nobody.test/x/y',
    `at://${bob.did}/x.y.z/self`,
    `at://${bob.did}/${world.pds.nsid('track')}/3never`,
    'nonsense',
    "at://'",
  ];
  for (const uri of unknown) expect(await open(uri)).toMatchObject(UNKNOWN);
  expect(await world.visitor().get('/records/by-uri')).toMatchObject({ status: 422 });
});
