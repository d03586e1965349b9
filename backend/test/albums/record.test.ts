import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { FinishDraftsHandler } from '../../src/modules/albums/finish-drafts.handler.js';
import { Albums } from '../../src/modules/albums/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';
import { cover, published, song } from '../tracks/uploading.js';
import { album, draft, shown, through } from './shelf.js';

let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
});
afterEach(() => world.pds.resume());
afterAll(() => world.close());

interface ListRecord {
  name: string;
  listType: string;
  items: { subject: { uri: string; cid: string } }[];
  createdAt: string;
}

const lists = async () => world.pds.list<ListRecord>(bob.did, 'list');
/** The list record of an album; its items by the titles of their tracks. */
async function listOf(albumId: string) {
  await world.settled();
  const row = await world.get(Albums).findById(albumId);
  const record = (await lists()).find(({ uri }) => uri.endsWith(`/${row?.rkey ?? ''}`));
  if (!record) return undefined;
  const uris = record.value.items.map(({ subject }) => subject.uri);
  const rows = await world.database.rows<{ uri: string; title: string; cid: string }>(
    'select uri, title, cid from tracks where uri = any($1)',
    [uris],
  );
  const titles = uris.map((uri) => rows.find((track) => track.uri === uri)?.title);
  return { ...record, titles, row };
}

/** Tracks with records on the PDS, on an album. */
async function recorded(title: string, tracks: string[]) {
  const { id, trackIds } = await album(world, bob, title, tracks);
  for (const trackId of trackIds) await bob.patch(`/tracks/${trackId}`, { description: 'on record' });
  await world.settled();
  return { id, trackIds };
}

test('ALB-05: an album named by an upload is a list in the artist’s repository', async () => {
  const before = (await lists()).length;
  const trackId = await published(bob, { title: 'one', album: 'Recorded', file: await song() });
  const { metadata } = await shown(bob, 'recorded', bob);
  const list = await listOf(metadata.id);
  expect(list).toMatchObject({ titles: ['one'], value: { name: 'Recorded', listType: 'album' } });
  const track = await world.database.one<{ cid: string }>('select cid from tracks where id = $1', [trackId]);
  expect(list?.value.items[0]?.subject.cid).toBe(track?.cid);
  expect((await shown(bob, 'recorded', bob)).metadata).toMatchObject({
    list_uri: list?.uri,
    publish_state: 'published',
  });
  expect((await lists()).length).toBe(before + 1);
});

test('ALB-09: a draft has no record before it is final, then one with its order', async () => {
  const { body } = await draft(bob, { title: 'Drafted' });
  const one = await published(bob, { title: 'one', album_id: body.id, file: await song() });
  const two = await published(bob, { title: 'two', album_id: body.id, file: await song() });
  expect(await listOf(body.id)).toBeUndefined();
  await bob.post(`/albums/${body.id}/finalize`, { track_ids: [two, one] });
  expect(await listOf(body.id)).toMatchObject({ titles: ['two', 'one'] });
});

test('ALB-09: a draft that nobody finished is finished as it is after a day', async () => {
  const { body } = await draft(bob, { title: 'Left Behind' });
  const { body: empty } = await draft(bob, { title: 'Still Empty' });
  const trackId = await published(bob, { title: 'only', album_id: body.id, file: await song() });
  await world.get(FinishDraftsHandler).run();
  expect(await listOf(body.id)).toBeUndefined();
  await world.database.rows(`update albums set created_at = now() - interval '25 hours' where id = any($1)`, [
    [body.id, empty.id],
  ]);
  await world.get(FinishDraftsHandler).run();
  expect(await listOf(body.id)).toMatchObject({ titles: ['only'] });
  expect(await listOf(empty.id)).toBeUndefined();
  // The page may come back to it all the same.
  expect(await bob.post(`/albums/${body.id}/finalize`, { track_ids: [trackId] })).toMatchObject({ status: 200 });
});

test('ALB-05: name, members and order follow, and the record stays the same one', async () => {
  const { id, trackIds } = await recorded('Followed', ['a', 'b', 'c']);
  const [a = 0, b = 0, c = 0] = trackIds;
  const first = await listOf(id);
  expect(first).toMatchObject({ titles: ['a', 'b', 'c'], value: { name: 'Followed' } });
  await bob.patch(`/albums/${id}`, { title: 'Led' });
  await through(world, (albums, tx) => albums.reorder(tx, id, [c, a, b]));
  expect(await listOf(id)).toMatchObject({ uri: first?.uri, titles: ['c', 'a', 'b'], value: { name: 'Led' } });
  await bob.delete(`/albums/${id}/tracks/${a}`);
  expect(await listOf(id)).toMatchObject({ titles: ['c', 'b'], value: { createdAt: first?.value.createdAt } });
  await bob.patch(`/tracks/${b}`, { album: '' });
  expect(await listOf(id)).toMatchObject({ titles: ['c'] });
  await bob.delete(`/albums/${id}`);
  expect(await listOf(id)).toBeUndefined();
  await world.settled();
  expect((await lists()).map(({ uri }) => uri)).not.toContain(first?.uri);
});

test('TRK-05, TRK-12: a track that is deleted, or private, is not on the list; one that comes back is', async () => {
  const { id, trackIds } = await recorded('Coming and Going', ['a', 'b']);
  const [a = 0] = trackIds;
  const c = await published(bob, { title: 'c', album: 'Coming and Going', file: await song() });
  expect(await listOf(id)).toMatchObject({ titles: ['a', 'b', 'c'] });
  await bob.delete(`/tracks/${a}`);
  expect(await listOf(id)).toMatchObject({ titles: ['b', 'c'] });
  await bob.patch(`/tracks/${c}`, { visibility: 'private' });
  expect(await listOf(id)).toMatchObject({ titles: ['b'] });
  await bob.patch(`/tracks/${c}`, { visibility: 'unlisted' });
  expect(await listOf(id)).toMatchObject({ titles: ['b', 'c'] });
});

test('CON-04: a restored record returns to its place on the list', async () => {
  const { id, trackIds } = await recorded('Restored', ['a', 'b']);
  const [a = 0] = trackIds;
  await world.database.rows('update tracks set cid = null where id = $1', [a]);
  await through(world, (albums, tx) => albums.follow(tx, a));
  expect(await listOf(id)).toMatchObject({ titles: ['b'] });
  expect(await bob.post(`/tracks/${a}/restore-record`)).toMatchObject({ status: 200 });
  expect(await listOf(id)).toMatchObject({ titles: ['a', 'b'] });
});

test('LST-20: many changes become few writes', async () => {
  const { id, trackIds } = await recorded('Shuffled', ['a', 'b', 'c']);
  const count = async () =>
    (
      await world.database.one<{ n: number }>(
        `select count(*)::int as n from pds_outbox where subject_key = $1 and state = 'done'`,
        [id],
      )
    )?.n ?? 0;
  await world.settled();
  const before = await count();
  const began = Date.now();
  for (let turn = 0; turn < 20; turn++) {
    trackIds.push(trackIds.shift() ?? 0);
    await through(world, (albums, tx) => albums.reorder(tx, id, trackIds));
  }
  // One write each two seconds at most, and the last one.
  const most = 2 + Math.floor((Date.now() - began) / 2_000);
  expect(await listOf(id)).toMatchObject({ titles: ['c', 'a', 'b'] });
  expect((await count()) - before).toBeLessThanOrEqual(most);
});

test('ALB-07: a PDS that is away changes nothing of what is shown', async () => {
  const { id, trackIds } = await recorded('Unmoved', ['a', 'b']);
  await world.pds.fail(503);
  await through(world, (albums, tx) => albums.reorder(tx, id, [...trackIds].reverse()));
  await bob.upload(`/albums/${id}/cover`, { image: await cover() });
  const more = await shelve(world, bob, { title: 'c' });
  await bob.patch(`/tracks/${more}`, { album: 'Unmoved' });
  expect((await shown(bob, 'unmoved', world.visitor())).tracks.map(({ title }) => title)).toEqual(['b', 'a', 'c']);
  await world.pds.resume();
  expect(await listOf(id)).toMatchObject({ titles: ['b', 'a', 'c'] });
});
