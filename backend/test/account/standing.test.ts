import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Retried, UnfinishedWritesPage } from '../../src/modules/account/sync.dto.js';
import type { ArtistView } from '../../src/modules/artists/artists.dto.js';
import type { PlaylistView } from '../../src/modules/playlists/playlists.dto.js';
import type { AlbumView, ArtistAlbumPage } from '../../src/modules/tracks/albums/albums.dto.js';
import type { OwnLikesPage } from '../../src/modules/tracks/liked/liked.dto.js';
import type { CommentList, CommentView } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackPage } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { published } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let alice: Person;
let songId: number;
let album: string;
let playlist: string;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.artist('alice');
  await bob.put('/preferences/', { allow_comments: true });
  songId = await published(bob, { title: 'low tide', album: 'Shore' });
  await world.settled();
  album = `/albums/${bob.handle}/shore`;
});
afterEach(() => world.pds.resume());
afterAll(() => world.close());

type Standing = 'synced' | 'pending' | 'failed' | undefined;

/** How everything that Bob made stands, as `who` is told; a field that is not there is undefined. */
async function seenBy(who: Visitor): Promise<Record<string, Standing>> {
  const [page, shelf, lists, about, artist, latest] = await Promise.all([
    who.get<AlbumView>(album),
    who.get<ArtistAlbumPage>(`/albums/${bob.handle}`),
    who.get<PlaylistView>(`/lists/playlists/${playlist}/meta`),
    who.get<CommentList>(`/tracks/${songId}/comments`),
    who.get<ArtistView>(who === bob ? '/artists/me' : `/artists/${bob.did}`),
    who.get<TrackPage>('/tracks/'),
  ]);
  return {
    album: page.body.metadata.sync_state,
    sleeve: shelf.body.albums[0]?.sync_state,
    playlist: lists.body.sync_state,
    comment: about.body.comments.find(({ user_did }) => user_did === bob.did)?.sync_state,
    profile: artist.body.sync_state,
    like: latest.body.tracks.find(({ id }) => id === songId)?.like_failed ? 'failed' : undefined,
  };
}

const likes = async (who: Person) => (await who.get<OwnLikesPage>('/tracks/liked')).body.sync_state;
const allOf = (standing: Standing) => ({
  album: standing,
  sleeve: standing,
  playlist: standing,
  comment: standing,
  profile: standing,
});
const NOTHING = { ...allOf(undefined), like: undefined };

async function until(is: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await is())) {
    if (Date.now() > deadline) throw new Error(`did not get there: ${JSON.stringify(await seenBy(bob))}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('CON-10: what is on its way says so where it stands, to whoever made it and to nobody else', async () => {
  await world.pds.away();
  playlist = (await bob.post<PlaylistView>('/lists/playlists', { name: 'for the rain' })).body.id;
  const said = await bob.post<CommentView>(`/tracks/${songId}/comments`, { text: 'that drop', timestamp_ms: 7 });
  expect(said.body.sync_state).toBe('pending');
  expect((await bob.put<ArtistView>('/artists/me', { bio: 'by the sea' })).body.sync_state).toBe('pending');

  await bob.patch(`/albums/${(await bob.get<AlbumView>(album)).body.metadata.id}`, { title: 'shore' });
  await bob.post(`/tracks/${songId}/like`);

  // A like is quiet while nothing is wrong with it; the list that holds it is not.
  expect(await seenBy(bob)).toEqual({ ...allOf('pending'), like: undefined });
  expect(await likes(bob)).toBe('pending');
  expect(await seenBy(alice)).toEqual(NOTHING);
  expect(await seenBy(world.visitor())).toEqual(NOTHING);
  expect(await likes(alice)).toBe('synced');
});

test('CON-10: what was refused says so, is on its way again once it is asked for, and is there then', async () => {
  await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'full' } });
  // The liked list waits for more changes before it is tried.
  const all = async () => [...Object.values(await seenBy(bob)), await likes(bob)];
  await until(async () => (await all()).every((standing) => standing === 'failed'));
  expect(await seenBy(alice)).toEqual(NOTHING);
  expect(await seenBy(world.visitor())).toEqual(NOTHING);

  await world.pds.away();
  const { items } = (await bob.get<UnfinishedWritesPage>('/account/sync')).body;
  expect((await bob.post<Retried>('/account/sync/retry')).body).toEqual({ retried: items.length });
  expect(await seenBy(bob)).toEqual({ ...allOf('pending'), like: undefined });
  expect(await likes(bob)).toBe('pending');

  await world.pds.resume();
  await world.settled();
  expect(await seenBy(bob)).toEqual({ ...allOf('synced'), like: undefined });
  expect(await likes(bob)).toBe('synced');
});

test('CON-10: other words for a comment are on their way again', async () => {
  const [mine] = (await bob.get<CommentList>(`/tracks/${songId}/comments`)).body.comments;
  await world.pds.away();
  const edited = await bob.patch<CommentView>(`/tracks/comments/${mine?.id ?? 0}`, { text: 'that second drop' });
  expect(edited.body.sync_state).toBe('pending');
  await world.pds.resume();
  await world.settled();
  expect((await seenBy(bob)).comment).toBe('synced');
});

test('ALB-09: a draft has no record, so nothing of it is on its way', async () => {
  const draft = await bob.post<AlbumView['metadata']>('/albums/', { title: 'unfinished' });
  expect(draft.status).toBe(200);
  expect(draft.body).not.toHaveProperty('sync_state');
});
