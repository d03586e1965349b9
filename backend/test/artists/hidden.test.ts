import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EventTaker } from '../../src/modules/atproto/ingest/stream/event-taker.js';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { CommentView } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let eve: Person;
let eves: number;
let places: Place[];

/** An address that shows something of bob's, and by which words one knows it. */
interface Place {
  path: string;
  shows: string;
  body?: unknown;
}

beforeAll(async () => {
  world = await World.open();
  [bob, eve] = [await world.artist('bob'), await world.artist('eve')];
  await eve.put('/preferences/', { allow_comments: true });
  const own = await published(bob, { title: 'undertow', album: 'Shores', tags: JSON.stringify(['tidal']) });
  eves = await published(eve, {
    title: 'high tide',
    tags: JSON.stringify(['tidal']),
    features: JSON.stringify([bob.handle]),
  });
  await bob.post(`/tracks/${eves}/like`);
  const said = (await bob.post<CommentView>(`/tracks/${eves}/comments`, { text: 'oh, the gulls', timestamp_ms: 1 }))
    .body;
  const playlist = (await bob.post<PlaylistView>('/lists/playlists', { name: 'ebb and flow' })).body;
  await bob.patch(`/lists/playlists/${playlist.id}`, { show_on_profile: true });
  const heard = { track_id: eves, file_id: 'f', track_name: 'high tide', artist_name: 'eve', duration_ms: 1 };
  await bob.post('/now-playing/', { ...heard, progress_ms: 0, is_playing: true });
  places = [
    { path: `/tracks/${own}`, shows: 'undertow' },
    { path: `/tracks/?artist_did=${bob.did}`, shows: 'undertow' },
    { path: `/albums/${bob.handle}/shores`, shows: 'undertow' },
    { path: `/lists/playlists/${playlist.id}`, shows: 'ebb and flow' },
    { path: `/lists/playlists/by-artist/${bob.did}`, shows: 'ebb and flow' },
    { path: `/users/${bob.handle}/likes`, shows: 'high tide' },
    { path: `/search/handles?q=${bob.handle}`, shows: bob.did },
    { path: `/head?path=/u/${bob.handle}`, shows: 'music by bob' },
    { path: `/tracks/${eves}`, shows: bob.did },
    { path: `/tracks/?artist_did=${eve.did}`, shows: bob.did },
    { path: `/tracks/${eves}/comments`, shows: said.text },
    { path: `/tracks/${eves}/likes`, shows: bob.did },
    { path: `/artists/${bob.did}`, shows: bob.handle },
    { path: `/artists/by-handle/${bob.handle}`, shows: bob.did },
    { path: '/artists/batch', body: [bob.did, eve.did], shows: bob.handle },
    { path: `/artists/${bob.did}/analytics`, shows: 'total_plays' },
    { path: `/now-playing/${bob.did}`, shows: 'high tide' },
    { path: `/now-playing/by-handle/${bob.handle}`, shows: 'high tide' },
    { path: '/tracks/tags/tidal', shows: `"created_by_handle":"${bob.handle}"` },
  ];
});
afterAll(() => world.close());

/** The places that show it to a guest. */
async function telling(): Promise<string[]> {
  const paths: string[] = [];
  for (const { path, body, shows } of places) {
    const answer = await world.visitor().call(body ? 'POST' : 'GET', path, body);
    if (answer.status === 200 && JSON.stringify(answer.body).includes(shows)) paths.push(path);
  }
  return paths;
}

const hear = (account: { active: boolean; status?: string }) =>
  world.get(EventTaker).take([{ kind: 'account', did: bob.did, ...account }], { stream: 'told', cursor: undefined });

test('ING-08: what a hidden account published is shown nowhere, and everywhere once it is back', async () => {
  const everywhere = places.map(({ path }) => path);
  expect(await telling()).toEqual(everywhere);
  for (const status of ['deactivated', 'suspended', 'takendown', 'deleted']) {
    await hear({ active: false, status });
    expect({ status, places: await telling() }).toEqual({ status, places: [] });
    await hear({ active: true });
    expect(await telling()).toEqual(everywhere);
  }
});

test('ING-08: who is hidden still finds what is theirs, and the others still find each other', async () => {
  await hear({ active: false, status: 'deactivated' });
  expect(await bob.get('/artists/me')).toMatchObject({ status: 200, body: { handle: bob.handle } });
  expect(await bob.put('/artists/me', { bio: 'back soon' })).toMatchObject({ status: 200, body: { bio: 'back soon' } });
  expect((await bob.get<PlaylistView[]>('/lists/playlists')).body).toMatchObject([{ owner_handle: bob.handle }]);
  expect(await bob.get('/auth/me')).toMatchObject({ status: 200, body: { handle: bob.handle } });
  expect((await world.visitor().post('/artists/batch', [bob.did, eve.did])).body).toEqual({
    [eve.did]: expect.objectContaining({ handle: eve.handle }),
  });
  await hear({ active: true });
});

test('ING-08: who takes part in a track of somebody else does so again when the account is back', async () => {
  const named = async (viewer = world.visitor()) =>
    (await viewer.get<TrackView>(`/tracks/${eves}`)).body.features.map(({ did }) => did);
  await hear({ active: false, status: 'deactivated' });
  expect([await named(), await named(eve), await named(bob)]).toEqual([[], [], [bob.did]]);
  const guest = await world.stranger('guest');
  const change = { title: 'higher tide', features: JSON.stringify([guest.handle]) };
  expect((await eve.patch(`/tracks/${eves}`, change)).status).toBe(200);
  await world.settled();
  const [record] = await world.pds.records<{ title: string; features: { did: string }[] }>(eve.did, 'track');
  expect(record).toMatchObject({ title: 'higher tide', features: [{ did: guest.did }, { did: bob.did }] });
  expect(await named()).toEqual([guest.did]);
  await hear({ active: true });
  expect(await named()).toEqual([guest.did, bob.did]);
});
