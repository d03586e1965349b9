import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { PurgeOutboxHandler } from '../../src/modules/atproto/outbox/purge-outbox.handler.js';
import { hear, like, SecondClient } from '../ingest-records/second-client.js';
import { Agreeing } from './agreeing.js';

let here: Agreeing;

beforeAll(async () => {
  here = await Agreeing.open();
}, 120_000);
afterAll(() => here.world.close());
beforeEach(() => here.world.pds.resume());

test('I2: a record without a row, a row without a record, a row of another version', async () => {
  const unheard = await here.ilse.write('like', like(here.foreign));
  expect(await here.faults()).toEqual([`I2 a record has no row of its version: ${unheard.uri}`]);
  await hear(here.world, [unheard]);
  expect(await here.faults()).toEqual([]);
  await here.ilse.delete(unheard);
  expect(await here.faults()).toEqual([`I2 a row has no record: ${unheard.uri}`]);
  expect(await here.faults({ dids: [here.bob.did] })).toEqual([]);
  expect(await here.faults({ offline: true })).toEqual([]);
  await hear(here.world, [
    { kind: 'delete', did: here.ilse.did, collection: unheard.collection, rkey: unheard.rkey, rev: '3zzzzzzzzzzzz' },
  ]);
  const { cid } = await here.one<{ cid: string }>('select cid from comments');
  await here.finds(
    [
      `I2 a row is not of the version of its record: ${(await here.one<{ uri: string }>('select uri from comments')).uri}`,
    ],
    ...here.setting('comments', 'did', here.alice.did, 'cid', `'bafyother'`, `'${cid}'`),
  );
});

test('I2: a repository that cannot be read is said', async () => {
  await here.world.pds.fail(500, { path: 'sync.' });
  const lines = await here.faults({ dids: [here.bob.did] });
  expect(lines).toEqual([expect.stringMatching(/^I2 the repository cannot be read: .*: did:plc:/)]);
});

test('I4: an edit that dropped the blob of its track', async () => {
  const { audioBlob: _, ...without } = here.foreign.value;
  const edit = await here.ilse.write(
    'track',
    { ...without, audioUrl: 'https://audio.example/a.mp3' },
    here.foreign.rkey,
  );
  await here.sql('update tracks set cid = $2, rev = $3 where uri = $1', [here.foreign.uri, edit.cid, edit.rev]);
  expect(await here.faults()).toEqual([
    `I4 a record does not name the blob any more that its track came with: ${here.foreign.uri}`,
  ]);
  // The PDS threw the bytes away with the reference: that is why this matters.
  const audioBlob = await here.ilse.blob(here.sound);
  const mended = await here.ilse.write('track', { ...without, audioBlob }, here.foreign.rkey);
  await hear(here.world, [mended]);
  await here.world.settled();
  expect(await here.faults()).toEqual([]);
});

test('I10: a row that says something else than its record', async () => {
  const differs = (dids: string[]) => here.faults({ dids });
  await here.sql(`update tracks set title = 'tampered', description = 'with' where id = $1`, [here.track.id]);
  expect(await differs([here.bob.did])).toEqual([
    `I10 a row and its record differ in title, description: ${here.track.uri}`,
  ]);
  await here.sql(`update tracks set title = 'sound', description = null where id = $1`, [here.track.id]);
  expect(await differs([here.bob.did])).toEqual([]);
});

test('I10: what only a version that was written here must say', async () => {
  const lines = (dids: string[]) => here.faults({ dids });
  const differs = async (did: string, line: string, [plant, mend]: readonly [string, string]) => {
    await here.sql(plant, [here.track.id]);
    expect(await lines([did])).toEqual([`I10 a row and its record differ in ${line}`]);
    await here.sql(mend, [here.track.id]);
    expect(await lines([did])).toEqual([]);
  };
  const back = await here.one<{ at: string; ms: number }>(
    'select created_at::text as at, duration_ms as ms from tracks where id = $1',
    [here.track.id],
  );
  const track = (change: string) => `update tracks set ${change} where id = $1`;
  await differs(here.bob.did, `duration: ${here.track.uri}`, [
    track('duration_ms = 99000'),
    track(`duration_ms = ${back.ms}`),
  ]);
  await differs(here.bob.did, `createdAt: ${here.track.uri}`, [
    track(`created_at = created_at - interval '1 second'`),
    track(`created_at = '${back.at}'`),
  ]);
  await differs(here.bob.did, `features: ${here.track.uri}`, [
    `insert into track_features (track_id, did, position) values ($1, '${here.alice.did}', 0)`,
    'delete from track_features where track_id = $1',
  ]);
  const loudness = (change: string) =>
    `update audio_files set loudness_lufs = loudness_lufs ${change}
      where id in (select audio_file_id from track_audio where track_id = $1 and role = 'stream')`;
  await differs(here.bob.did, `loudness: ${here.track.uri}`, [loudness('+ 1'), loudness('- 1')]);

  // Another client left the tags out, and measures otherwise: the row keeps what it knows.
  const client = await SecondClient.open(here.world, here.bob);
  const { rkey, value } = await client.told('track', here.track.uri.split('/').at(-1) ?? '');
  const { tags, ...without } = value;
  expect(tags).toEqual(['tape']);
  await hear(here.world, [await client.write('track', { ...without, duration: 99 }, rkey)]);
  await here.world.settled();
  expect(await lines([here.bob.did])).toEqual([]);
});

test('I10: lists whose rows say something else than the records that were written of them', async () => {
  const lines = (did: string) => here.faults({ dids: [did] });
  const differs = async (did: string, line: string, [plant, mend]: readonly [string, string]) => {
    await here.sql(plant);
    expect(await lines(did)).toEqual([`I10 a row and its record differ in ${line}`]);
    await here.sql(mend);
    expect(await lines(did)).toEqual([]);
  };
  const uriOf = async (table: string) => (await here.one<{ uri: string }>(`select uri from ${table}`)).uri;
  const [playlist, album, liked] = [await uriOf('playlists'), await uriOf('albums'), await uriOf('liked_lists')];
  await differs(here.alice.did, `name: ${playlist}`, [
    `update playlists set name = 'tampered'`,
    `update playlists set name = 'for the road'`,
  ]);
  await differs(here.alice.did, `items: ${playlist}`, [
    `update playlist_tracks set track_id = null, subject_uri = subject_uri || 'x', subject_cid = 'bafyother'`,
    `update playlist_tracks set track_id = ${here.track.id}, subject_uri = '${here.track.uri}'`,
  ]);
  // However long ago it was: what was written last of a list is remembered as long as the list is.
  await here.sql(`update pds_outbox set created_at = now() - interval '1 year'`);
  await here.world.get(PurgeOutboxHandler).run();
  expect(await here.world.database.count(`pds_outbox where collection = '${here.world.pds.nsid('like')}'`)).toBe(0);
  const turn = 'update album_tracks set position = 3 - position';
  await differs(here.bob.did, `items: ${album}`, [turn, turn]);
  await differs(here.alice.did, `items: ${liked}`, [
    `update likes set position = case when track_id = ${here.track.id} then 1 else 2 end where did = '${here.alice.did}'`,
    'update likes set position = null',
  ]);
  // A list that another client wrote says what it likes; it follows the rows at the next sign-in.
  await here.sql(`update pds_outbox set cid = 'bafyother' where collection = $1`, [here.world.pds.nsid('list')]);
  await here.sql(`update playlists set name = 'tampered'`);
  expect(await lines(here.alice.did)).toEqual([]);
});
