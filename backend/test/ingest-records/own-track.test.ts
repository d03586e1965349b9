import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { BrokenTracks, TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { itemsOf, listOf } from '../playlists/lists.js';
import { published, song } from '../tracks/uploading.js';
import { ForgetWithdrawnHandler } from '../../src/modules/tracks/ingest/forget-withdrawn.handler.js';
import { hear, type Put, SecondClient } from './second-client.js';

/** What an artist uploaded here is changed by another client of theirs. */
let world: World;
let bob: Person;
let client: SecondClient;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  client = await SecondClient.open(world, bob);
});
afterAll(() => world.close());

const seen = async (id: number) => (await world.visitor().get<TrackView>(`/tracks/${id}`)).body;

async function ours(fields: Record<string, string | string[]> = {}): Promise<{ id: number; echo: Put }> {
  const id = await published(bob, { title: 'ours', file: await song('mp3'), ...fields });
  await world.settled();
  const rkey = (await seen(id)).atproto_record_uri?.split('/').at(-1) ?? '';
  return { id, echo: await client.told('track', rkey) };
}

test('CON-09: the echo of our own write is known, confirms the entry, and makes no second row', async () => {
  const { id, echo } = await ours();
  expect(await hear(world, [echo])).toEqual([{ kind: 'known' }]);
  const rows = await world.database.rows<{ id: number; rev: string }>('select id, rev from tracks where uri = $1', [
    echo.uri,
  ]);
  expect(rows).toEqual([{ id, rev: echo.rev }]);
});

test('ING-07: title, words, tags, guests, album and visibility follow an edit made elsewhere; the audio stays', async () => {
  const guest = await world.stranger('guest');
  const { id, echo } = await ours({ tags: ['old'], album: 'First', description: 'before' });
  const before = await seen(id);
  const edit = await client.write(
    'track',
    {
      ...echo.value,
      title: 'theirs',
      description: 'after',
      tags: ['New', 'newer'],
      album: 'Second',
      unlisted: true,
      features: [{ did: guest.did }],
      audioUrl: 'https://audio.example.com/other.mp3',
    },
    echo.rkey,
  );
  expect(await hear(world, [edit])).toEqual([{ kind: 'taken' }]);
  const after = await seen(id);
  expect(after).toMatchObject({
    title: 'theirs',
    description: 'after',
    tags: ['new', 'newer'],
    album: { title: 'Second' },
    visibility: 'unlisted',
    file_id: before.file_id,
    source: 'local',
    atproto_record_cid: edit.cid,
  });
  expect(after.features.map(({ did }) => did)).toEqual([guest.did]);

  const { tags: _, album: __, description: ___, features: ____, unlisted: _____, ...rest } = edit.value;
  const bare = await client.write('track', rest, echo.rkey);
  await hear(world, [bare, edit]);
  expect(await seen(id)).toMatchObject({
    description: null,
    album: null,
    features: [],
    visibility: 'public',
    tags: ['new', 'newer'],
  });
});

test('P-DUAL-05: edits that come backwards end at the last one', async () => {
  const { id, echo } = await ours();
  const edits: Put[] = [];
  for (const title of ['one', 'two', 'three']) {
    edits.push(await client.write('track', { ...echo.value, title }, echo.rkey));
  }
  for (const edit of edits.toReversed()) await hear(world, [edit]);
  expect((await seen(id)).title).toBe('three');
});

test('what is changed here and still on its way is not undone by what the network tells', async () => {
  const { id, echo } = await ours();
  const edit = await client.write('track', { ...echo.value, title: 'from elsewhere' }, echo.rkey);
  await world.pds.fail(503, { path: 'putRecord' });
  await bob.patch(`/tracks/${id}`, { title: 'from here' });
  await hear(world, [edit]);
  expect((await seen(id)).title).toBe('from here');
  await world.pds.resume();
  await world.settled();
  expect((await seen(id)).title).toBe('from here');
  expect(await world.pds.records(bob.did, 'track')).toContainEqual(expect.objectContaining({ title: 'from here' }));
});

test('ING-07: a record deleted elsewhere hides the track; its artist sees it broken and restores it', async () => {
  const { id, echo } = await ours();
  const gone = await client.delete(echo);
  await hear(world, [gone]);
  expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);
  const broken = await bob.get<BrokenTracks>('/tracks/me/broken');
  expect(broken.body.tracks).toMatchObject([{ id, broken_reason: 'record_missing' }]);

  expect((await bob.post(`/tracks/${id}/restore-record`)).status).toBe(200);
  await world.settled();
  expect(await seen(id)).toMatchObject({ id, title: 'ours', atproto_record_uri: echo.uri });
  // Told again after a month, when nobody remembers the grave.
  await world.database.rows('delete from record_tombstones');
  await hear(world, [gone]);
  expect((await seen(id)).id).toBe(id);
});

test('ALB-05: the list of its album lets go of a record that was deleted elsewhere, and takes it in again', async () => {
  const { id, echo } = await ours({ album: 'Attic' });
  const { echo: other } = await ours({ album: 'Attic' });
  const { body } = await bob.get<AlbumView>(`/albums/${bob.handle}/attic`);
  const named = async () => itemsOf(await listOf(world, body.metadata.list_uri ?? ''));
  expect(await named()).toEqual([echo.uri, other.uri]);

  await hear(world, [await client.delete(echo)]);
  await world.settled();
  expect(await named()).toEqual([other.uri]);

  await hear(world, [await client.write('track', { ...echo.value, title: 'back' }, echo.rkey)]);
  await world.settled();
  expect(await seen(id)).toMatchObject({ title: 'back', album: { title: 'Attic' } });
  expect(await named()).toEqual([echo.uri, other.uri]);
});

test('CON-11: what was deleted elsewhere is not brought back by a late event', async () => {
  const { id, echo } = await ours();
  await hear(world, [await client.delete(echo)]);
  expect(await hear(world, [echo])).toEqual([{ kind: 'known' }]);
  expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);
});

test('ING-07: nobody restores it within the grace period: row and bytes go', async () => {
  const { id, echo } = await ours();
  const { file_id } = await seen(id);
  await hear(world, [await client.delete(echo)]);
  await world.get(ForgetWithdrawnHandler).run();
  expect(await world.database.rows('select 1 from tracks where id = $1', [id])).toHaveLength(1);
  await world.database.rows(`update tracks set record_deleted_at = now() - interval '8 days' where id = $1`, [id]);
  await world.get(ForgetWithdrawnHandler).run();
  expect(await world.database.rows('select 1 from tracks where id = $1', [id])).toEqual([]);
  const file = await world.database.one('select state from audio_files where id = $1', [file_id]);
  expect(file).toEqual({ state: 'doomed' });
});

test('TRK-12: a late echo does not bring a private track back into the open', async () => {
  const { id, echo } = await ours();
  await bob.patch(`/tracks/${id}`, { visibility: 'private' });
  await world.settled();
  const [outcome] = await hear(world, [echo]);
  expect(outcome?.kind).toBe('ignored');
  expect((await world.visitor().get(`/tracks/${id}`)).status).toBe(404);
});

test('CON-09: the echo of our own deletion finds nothing to do', async () => {
  const { id, echo } = await ours();
  expect((await bob.delete(`/tracks/${id}`)).status).toBeLessThan(300);
  await world.settled();
  await hear(world, [{ kind: 'delete', did: bob.did, collection: echo.collection, rkey: echo.rkey, rev: echo.rev }]);
  expect(await world.database.rows('select 1 from tracks where id = $1', [id])).toEqual([]);
});
