import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import type { PutEvent } from '../../src/modules/atproto/index.js';
import { RebuildIndex } from '../../src/modules/health/index.js';
import { SweepListsHandler } from '../../src/modules/playlists/sync/sweep-lists.handler.js';
import type { RecordPageView } from '../../src/modules/previews/record-pages.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { comment, hear, like, SecondClient, track } from '../ingest-records/second-client.js';
import { type ListRecord, playlistOf, shown, titles } from '../playlists/lists.js';
import { dropDatabase, publicIndex } from '../rebuild/public-index.js';
import { published, song } from '../tracks/uploading.js';
import { migrate, moved, MOVED, NEW, OLD, OldRecords, type Planted } from './old-records.js';

/** Bob's tracks moved to another namespace after alice had liked, said and gathered things; her records name the addresses of before. */
let world: World;
let bob: Person;
let alice: Person;
let kept: Planted & { id: number };
let second: Planted & { id: number };

beforeAll(async () => {
  world = await World.open({ ATPROTO_APP_NAMESPACE: OLD });
  bob = await world.artist('bob');
  alice = await world.artist('alice');
  await bob.put('/preferences', { allow_comments: true });
  [kept, second] = [await releasedBy(bob, 'kept'), await releasedBy(bob, 'second')];
  for (const { id } of [kept, second]) await alice.post(`/tracks/${id}/like`);
  await alice.post(`/tracks/${kept.id}/comments`, { text: 'hers', timestamp_ms: 1 });
  await playlistOf(alice, 'mixtape', [second, kept]);
  await world.settled();
  await world.stop();
  await world.start(MOVED);
  await alice.signIn();
  await world.settled();
  await migrate(alice);
  await world.settled();
  // She does not come by any more, so nothing of hers is written again when his tracks move.
  await world.database.rows('update oauth_grants set dead_at = now() where did = $1', [alice.did]);
  await bob.signIn();
  await migrate(bob);
  await world.settled();
}, 120_000);
afterAll(() => world.close());

async function releasedBy(artist: Person, title: string): Promise<Planted & { id: number }> {
  const id = await published(artist, { title, album: 'Rooms', file: await song('mp3') });
  const { body } = await artist.get<TrackView>(`/tracks/${id}`);
  return { id, uri: body.atproto_record_uri ?? '', cid: body.atproto_record_cid ?? '' };
}

const byUri = (uri: string) => world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`);
const mixtape = async () => {
  const row = await world.database.one<{ id: string; uri: string }>(`select id, uri from playlists`);
  if (!row) throw new Error('the playlist is not there');
  return row;
};
const itemsOf = async (uri: string) =>
  (await world.pds.list<ListRecord>(alice.did, `${NEW}.list`))
    .find((list) => list.uri === uri)
    ?.value.items.map(({ subject }) => subject.uri);

/** Writes a record of today; answers how the network tells of it. */
async function told(who: Person, kind: string, record: object, rkey = nextTid()): Promise<PutEvent> {
  const client = await OldRecords.of(world, who);
  const { uri, cid } = await client.plant(kind, record, { rkey, namespace: NEW });
  const collection = `${NEW}.${kind}`;
  const stored = (await world.pds.list(who.did, collection)).find((one) => one.uri === uri);
  return { kind: 'put', did: who.did, collection, rkey, rev: nextTid(), cid, value: stored?.value ?? {} };
}

test('AUTH-15, I10: a rebuild finds what others said of tracks before these were migrated', async () => {
  const records = await Promise.all(
    ['like', 'comment', 'list'].map((kind) => world.pds.list(alice.did, `${NEW}.${kind}`)),
  );
  expect(JSON.stringify(records).match(new RegExp(`${OLD}\\.track`, 'g'))).toHaveLength(2 + 1 + 2 + 2);
  const before = await publicIndex(world);
  expect([before.likes.length, before.comments.length]).toEqual([2, 1]);
  expect(before.playlists).toMatchObject([{ items: [moved(second.uri), moved(kept.uri)] }]);
  expect(before.likedLists).toMatchObject([{ items: [moved(second.uri), moved(kept.uri)] }]);

  await dropDatabase(world);
  const { tally } = await world.get(RebuildIndex).run({ dids: [alice.did, bob.did], dryRun: false, prune: false });
  await world.settled(60_000);

  expect(tally.failures).toEqual([]);
  expect(await publicIndex(world)).toEqual(before);
  expect(titles(await shown(await mixtape(), world.visitor()))).toEqual(['second', 'kept']);
});

test('TRK-14: an address of before opens what stands at that of today', async () => {
  const { body } = await byUri(kept.uri);
  expect(body).toMatchObject({ title: 'kept', atproto_record_uri: moved(kept.uri) });
  const page = await world.visitor().get<RecordPageView>(`/records/by-uri?uri=${encodeURIComponent(kept.uri)}`);
  expect(page.body).toEqual({ uri: moved(kept.uri), type: 'track', path: `/track/${body.id}` });
  expect((await byUri(`${kept.uri}x`)).status).toBe(404);
});

test('TRK-15: what went from its present address is gone by that of before too; what is private is only not shown', async () => {
  const { body } = await byUri(second.uri);
  await world.database.rows(`update tracks set deleted_at = now() where id = $1`, [body.id]);
  expect((await byUri(second.uri)).status).toBe(410);
  // Its record was deleted at the address of before, and it came along as a row alone.
  const change = `deleted_at = null, visibility = 'private'`;
  await world.database.rows(`update tracks set ${change} where id = $1`, [body.id]);
  const deleted = [bob.did, `${OLD}.track`, second.uri.split('/').at(-1)];
  await world.database.rows(
    `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, state, done_at, confirmed_at)
     values ($1, 'delete', $2, $3, 'tracks', '0', 'done', now(), now())`,
    deleted,
  );
  expect((await byUri(second.uri)).status).toBe(404);
  await world.database.rows(`delete from pds_outbox where collection = $1`, [`${OLD}.track`]);
  await world.database.rows(`update tracks set visibility = 'public' where id = $1`, [body.id]);
});

test('ING-03: a reaction that names the address of before counts, and only once for one person', async () => {
  const before = (await byUri(kept.uri)).body;
  const [again, said] = [
    await told(alice, 'like', like(kept)),
    await told(alice, 'comment', comment(kept, 'once more')),
  ];
  expect(await hear(world, [again, said])).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
  const after = (await byUri(kept.uri)).body;
  expect([after.like_count, after.comment_count]).toEqual([before.like_count, before.comment_count + 1]);
});

test('ING-06: what names the address of before waits for the track at that of today', async () => {
  const rkey = nextTid();
  const coming = { uri: `at://${bob.did}/${OLD}.track/${rkey}`, cid: kept.cid };
  const list = await told(alice, 'list', { name: 'soon', listType: 'playlist', items: [{ subject: coming }] });
  const outcomes = await hear(world, [await told(alice, 'like', like(coming)), list]);
  expect(outcomes).toEqual([{ kind: 'parked', reason: 'subject' }, { kind: 'taken' }]);
  const audioBlob = await (await SecondClient.open(world, bob)).blob((await song('mp3')).bytes);
  expect(await hear(world, [await told(bob, 'track', track('arrived', { audioBlob }), rkey)])).toEqual([
    { kind: 'taken' },
  ]);
  await world.settled();
  expect((await byUri(coming.uri)).body).toMatchObject({ title: 'arrived', like_count: 1 });
  const soon = await world.database.one<{ id: string }>(`select id from playlists where name = 'soon'`);
  const heard = async () => titles(await shown({ id: soon?.id ?? '' }, world.visitor()));
  expect(await heard()).toEqual(['arrived']);

  const lost = 'update playlist_tracks set track_id = null, subject_uri = $1 where subject_uri = $2';
  await world.database.rows(lost, [coming.uri, moved(coming.uri)]);
  expect(await heard()).toEqual([]);
  await world.get(SweepListsHandler).run();
  expect(await heard()).toEqual(['arrived']);
});

test('CON-08: a list is written with the addresses of today, and none of before is taken for the work of others', async () => {
  const { id, uri } = await mixtape();
  await alice.signIn();
  await world.settled();
  const { body: arrived } = await byUri(kept.uri);
  expect((await alice.delete(`/lists/playlists/${id}/tracks/${arrived.id}`)).status).toBe(200);
  await world.settled();
  expect(await itemsOf(uri)).toEqual([moved(second.uri)]);
});

test('CON-08: what another client takes off a list by its address of before, is off', async () => {
  const { id, uri } = await mixtape();
  const list = (items: Planted[]) =>
    told(
      alice,
      'list',
      { name: 'mixtape', listType: 'playlist', items: items.map(({ uri, cid }) => ({ subject: { uri, cid } })) },
      uri.split('/').at(-1),
    );
  await hear(world, [await list([second, kept])]);
  expect(titles(await shown({ id }, world.visitor()))).toEqual(['second', 'kept']);
  await hear(world, [await list([kept])]);
  expect(titles(await shown({ id }, world.visitor()))).toEqual(['kept']);
});
