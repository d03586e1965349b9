import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RebuildIndex, type RebuildRequest } from '../../src/modules/health/index.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { hear, SecondClient, track } from '../ingest-records/second-client.js';
import { cover, published, song } from '../tracks/uploading.js';
import { dropDatabase, publicIndex } from './public-index.js';

/** A catalogue made through the product; then only the repositories and the bytes are left. */
let world: World;
let bob: Person;
let alice: Person;
/** Came here by the network alone, with audio that lies in her repository. */
let ilse: Person;
let uris: string[];

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.artist('alice');
  const kept = await published(bob, {
    title: 'kept',
    album: 'Rooms',
    description: 'two\nlines',
    tags: ['tape', 'dub techno'],
    features: JSON.stringify([alice.handle]),
    image: await cover(),
  });
  const second = await published(bob, { title: 'second', album: 'Rooms', file: await song('mp3') });
  const hidden = await published(bob, { title: 'hidden', visibility: 'unlisted' });
  await bob.patch(`/tracks/${second}`, { description: 'edited' });
  await bob.patch('/preferences/', { allow_comments: true });
  for (const id of [kept, second, hidden]) await alice.post(`/tracks/${id}/like`);
  await bob.post(`/tracks/${kept}/like`);
  const said = await alice.post<{ id: number }>(`/tracks/${kept}/comments`, {
    text: 'here it begins',
    timestamp_ms: 1_000,
  });
  const playlist = await alice.post<{ id: string }>('/lists/playlists', { name: 'for the road' });
  for (const id of [second, kept]) await alice.post(`/lists/playlists/${playlist.body.id}/tracks`, { track_id: id });
  await world.settled();
  await alice.patch(`/tracks/comments/${said.body.id}`, { text: 'here it really begins' });
  const picture = `${world.pds.url}/xrpc/com.atproto.sync.getBlob?did=${bob.did}&cid=bafkreia`;
  await bob.put('/artists/me', { bio: 'by the sea', avatar_url: picture });
  await world.settled();
  ilse = await world.stranger('ilse');
  const foreign = await SecondClient.open(world, ilse);
  const audioBlob = await foreign.blob((await song('mp3')).bytes);
  await hear(world, [await foreign.write('track', track('over the dyke', { audioBlob, loudness: -14_250 }))]);
  await world.settled();
  const rows = await world.database.rows<{ uri: string }>('select uri from tracks order by id');
  uris = rows.map(({ uri }) => uri);
}, 120_000);
afterAll(() => world.close());

async function rebuilt(request: Partial<RebuildRequest> = {}) {
  const result = await world
    .get(RebuildIndex)
    .run({ dids: [bob.did, alice.did, ilse.did], dryRun: false, prune: false, ...request });
  await world.settled(60_000);
  return result;
}
const numberOf = async (uri: string) =>
  (await world.database.one<{ id: number }>('select id from tracks where uri = $1', [uri]))?.id ?? 0;
const shown = async (uri: string) =>
  (await world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`)).body;

test('ING-10: reading the repositories again changes nothing', async () => {
  const before = await publicIndex(world);
  const { tally, firstTrackId } = await rebuilt({ prune: true });
  expect(await publicIndex(world)).toEqual(before);
  expect(firstTrackId).toBeUndefined();
  expect([tally.of('taken'), tally.of('removed'), tally.failures, tally.unproven]).toEqual([0, 0, [], 0]);
  expect(tally.of('known')).toBe(tally.seen);
});

test('I10, ING-10: a dry run on an empty index says what would come, and keeps nothing', async () => {
  const before = await publicIndex(world);
  expect([before.likes.length, before.comments.length, before.playlists.length, before.albums.length]).toEqual([
    4, 1, 1, 1,
  ]);
  expect(Object.values(before.tracks).filter((one) => (one as { isBlob: boolean }).isBlob)).toHaveLength(1);
  expect(before.comments).toMatchObject([{ text: 'here it really begins', updated_at: expect.any(Date) }]);
  expect(before.profiles).toContainEqual(expect.objectContaining({ did: bob.did, avatar_url: expect.any(String) }));
  await dropDatabase(world);
  const { tally } = await rebuilt({ dryRun: true });
  expect(tally.records.get('track')).toEqual(new Map([['taken', 4]]));
  expect(tally.records.get('like')).toEqual(new Map([['taken', 4]]));
  expect([await world.database.count('tracks'), await world.database.count('artists')]).toEqual([0, 0]);

  const { firstTrackId, tally: done } = await rebuilt();
  expect(done.failures).toEqual([]);
  expect(firstTrackId).toBeGreaterThanOrEqual(10_000_000);
  expect(await numberOf(uris[0] ?? '')).toBeGreaterThanOrEqual(firstTrackId ?? Infinity);
  expect(await publicIndex(world)).toEqual(before);
});

test('ING-10: a server that is named tells whose repositories it has', async () => {
  // The server is shared with other stories, so theirs are there too.
  const { tally } = await rebuilt({ from: world.pds.url, dids: undefined, dryRun: true });
  expect(tally.repositories).toBeGreaterThanOrEqual(2);
  expect(tally.records.get('track')?.get('known')).toBe(4);
});

test('ING-10: only `prune` removes what a repository does not hold any more', async () => {
  const [uri = ''] = uris;
  const client = await SecondClient.open(world, alice);
  const like = await world.database.one<{ uri: string }>('select uri from likes where did = $1 and track_id = $2', [
    alice.did,
    await numberOf(uri),
  ]);
  const rkey = like?.uri.split('/').at(-1) ?? '';
  await client.delete({ collection: world.pds.nsid('like'), rkey });
  const likes = (await shown(uri)).like_count;
  await rebuilt();
  expect((await shown(uri)).like_count).toBe(likes);
  expect((await rebuilt({ prune: true, dryRun: true })).tally.of('removed')).toBe(1);
  expect((await shown(uri)).like_count).toBe(likes);
  const { tally } = await rebuilt({ prune: true });
  expect([tally.of('removed'), (await shown(uri)).like_count]).toEqual([1, likes - 1]);
});

test('a server that does not give whole repositories is asked for pages', async () => {
  const client = await SecondClient.open(world, alice);
  const [uri = ''] = uris;
  await world.pds.fail(501, { path: 'sync.getRepo' });
  const track = await shown(uri);
  await client.write('like', { subject: { uri, cid: track.atproto_record_cid }, createdAt: new Date().toISOString() });
  const { tally } = await rebuilt();
  await world.pds.resume();
  expect([tally.unproven, tally.of('taken'), tally.failures]).toEqual([3, 1, []]);
  expect((await shown(uri)).like_count).toBe(track.like_count + 1);
});

test('a repository that is not there, and one that cannot be read, do not stop the others', async () => {
  const nobody = `did:plc:${'a'.repeat(24)}`;
  const { tally } = await rebuilt({ dids: [nobody, alice.did] });
  expect([tally.repositories, tally.gone]).toEqual([1, 1]);
  await world.pds.fail(500);
  const failed = await world.get(RebuildIndex).run({ dids: [bob.did], dryRun: false, prune: true });
  await world.pds.resume();
  expect(failed.tally.failures.map(({ did }) => did)).toEqual([bob.did]);
  expect((await shown(uris[0] ?? '')).title).toBe('kept');
});

test('a deletion that was heard of is not undone by an older copy of the repository', async () => {
  const [uri = ''] = uris;
  const gone = { did: bob.did, collection: world.pds.nsid('track'), rkey: uri.split('/').at(-1) ?? '' };
  await hear(world, [{ kind: 'delete', ...gone, rev: '3zzzzzzzzzzzz' }]);
  const { tally } = await rebuilt({ dids: [bob.did] });
  expect(tally.of('taken')).toBe(0);
});
