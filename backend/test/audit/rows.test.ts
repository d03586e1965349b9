import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Agreeing } from './agreeing.js';

let here: Agreeing;

beforeAll(async () => {
  here = await Agreeing.open();
}, 120_000);
afterAll(() => here.world.close());

async function lists(): Promise<string[]> {
  const rows = await here.world.database.rows<{ uri: string }>(
    'select uri from playlists union all select uri from albums union all select uri from liked_lists',
  );
  return rows.map((row) => row.uri);
}

test('a product in which everything agrees has no fault', async () => {
  expect(await here.faults()).toEqual([]);
});

test('I1: a published track without a sound, and one without a record', async () => {
  await here.finds(
    [`I1 a published track has nothing to play: ${here.track.uri}`],
    ...here.setting('track_audio', 'track_id', here.track.id, 'is_current', 'false', 'true'),
  );
  const { cid } = await here.one<{ cid: string }>('select cid from tracks where id = $1', [here.track.id]);
  await here.finds(
    [
      `I1 a published track has neither a record nor an entry in the outbox, and does not say so: ${here.track.uri}`,
      `I2 a record has no row of its version: ${here.track.uri}`,
      // These must not name what has no record.
      ...(await lists()).map((list) => `I10 a row and its record differ in items: ${list}`),
    ],
    ...here.setting('tracks', 'id', here.track.id, 'cid', 'null', `'${cid}'`),
  );
});

test('I3: counts, positions, and what was undone', async () => {
  await here.finds(
    [`I3 like_count is not the number of likes: ${here.track.uri}`],
    ...here.setting('tracks', 'id', here.track.id, 'like_count', '7', '1'),
  );
  await here.finds(
    [`I3 comment_count is not the number of comments: ${here.track.uri}`],
    ...here.setting('tracks', 'id', here.track.id, 'comment_count', '7', '1'),
  );
  const list = await here.one<{ uri: string }>('select uri from playlists');
  await here.finds(
    [`I3 track_count is not the number of items: ${list.uri}`],
    ...here.setting('playlists', 'uri', list.uri, 'track_count', '7', '1'),
  );
  const album = await here.one<{ id: string }>('select id from albums');
  await here.finds(
    [`I3 the positions of an album are not 1 to n: ${album.id}`],
    () => here.sql('update album_tracks set position = position + 1'),
    () => here.sql('update album_tracks set position = position - 1'),
  );
  const liked = await here.one<{ uri: string; rkey: string }>('select uri, rkey from likes where did = $1', [
    here.alice.did,
  ]);
  await here.finds(
    [`I3 a record that was undone here has a row again: ${liked.uri}`],
    () =>
      here.sql(
        `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, state, done_at, confirmed_at)
         values ($1, 'delete', $2, $3, 'likes', $4, 'done', now(), now())`,
        [here.alice.did, here.world.pds.nsid('like'), liked.rkey, liked.uri],
      ),
    () => here.sql(`delete from pds_outbox where op = 'delete' and rkey = $1`, [liked.rkey]),
  );
});

test('I5: objects without rows, rows without objects, objects that are cut', async () => {
  const folder = path.join(here.world.folder, 'storage/audio');
  const stray = 'audio/00000000-0000-4000-8000-000000000000.mp3';
  const place = path.join(here.world.folder, 'storage', stray);
  await mkdir(folder, { recursive: true });
  await writeFile(place, 'nobody knows me');
  expect(await here.faults()).toEqual([]);
  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(place, yesterday, yesterday);
  expect(await here.faults()).toEqual([`I5 an object has no row: ${stray}`]);
  await rm(place);

  const [name = ''] = await readdir(folder);
  const bytes = await here.one<{ bytes: number }>(
    'select bytes::int as bytes from audio_files where storage_key = $1',
    [`audio/${name}`],
  );
  await here.finds(
    [`I5 the object of a row is of the wrong size: audio/${name}`],
    ...here.setting('audio_files', 'storage_key', `audio/${name}`, 'bytes', '1', String(bytes.bytes)),
  );
  await here.finds(
    [`I5 the object of a row is missing: audio/11111111-1111-4111-8111-111111111111.mp3`],
    () =>
      here.sql(`insert into audio_files (id, sha256, bytes, container, codec, extension, storage_key, bucket, state)
           values ('11111111-1111-4111-8111-111111111111', sha256('x'), 1, 'mp3', 'mp3', 'mp3',
                   'audio/11111111-1111-4111-8111-111111111111.mp3', 'public', 'live')`),
    () => here.sql(`delete from audio_files where id = '11111111-1111-4111-8111-111111111111'`),
  );
});

test('I6: work that nobody goes on with, and failures without a reason', async () => {
  const job = '22222222-2222-4222-8222-222222222222';
  const plant = (columns: string, values: string) => () =>
    here.sql(`insert into jobs (id, type, owner_did, ${columns}) values ('${job}', 'export', $1, ${values})`, [
      here.bob.did,
    ]);
  const mend = () => here.sql('delete from jobs where id = $1', [job]);
  await here.finds(
    [`I6 a job shows no sign of life and was not ended: ${job}`],
    plant('status, heartbeat_at', `'processing', now() - interval '1 hour'`),
    mend,
  );
  await here.finds([`I6 a job failed and does not say why: ${job}`], plant('status', `'failed'`), mend);
  const entry = (values: string) => () =>
    here.sql(
      `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, state, next_attempt_at, waiting)
       values ($1, 'delete', 'fm.plyr.dev.like', '3aaaaaaaaaaaa', 'likes', 'x', ${values})`,
      [here.alice.did],
    );
  const forget = () => here.sql(`delete from pds_outbox where rkey = '3aaaaaaaaaaaa'`);
  await entry(`'failed', now(), null`)();
  const [failed = ''] = await here.faults();
  expect(failed).toMatch(/^I6 an entry of the outbox failed and does not say why: \d+$/);
  await forget();
  await here.sql(`update tracks set publish_state = 'pending', updated_at = now() - interval '2 hours' where id = $1`, [
    here.track.id,
  ]);
  expect(await here.faults()).toEqual([
    `I6 a track is waiting to be published, and nothing works on it: ${here.track.uri}`,
  ]);
  await here.sql(`update tracks set publish_state = 'published' where id = $1`, [here.track.id]);
});

test('I6: rows of every kind that wait for a record which nothing writes', async () => {
  const offline = async () => await here.faults({ offline: true });
  const waits = (subject: string) => `I6 a row is waiting for its record, and nothing writes it: ${subject}`;
  const found = async (subject: string, plant: string, mend: string, params: unknown[]) => {
    await here.sql(plant, params);
    expect(await offline()).toEqual([waits(subject)]);
    await here.sql(mend, params);
    expect(await offline()).toEqual([]);
  };
  for (const table of ['likes', 'comments']) {
    const row = await here.one<{ uri: string; cid: string }>(`select uri, cid from ${table} where did = $1`, [
      here.alice.did,
    ]);
    const set = (change: string) => `update ${table} set ${change} where uri = $1`;
    await found(row.uri, set(`sync_state = 'pending'`), set(`sync_state = 'synced'`), [row.uri]);
    await found(row.uri, set('cid = null'), set(`cid = '${row.cid}'`), [row.uri]);
  }
  for (const table of ['playlists', 'liked_lists']) {
    const row = await here.one<{ uri: string; cid: string }>(`select uri, cid from ${table}`);
    const set = (change: string) => `update ${table} set ${change} where uri = $1`;
    await found(row.uri, set(`publish_state = 'pending'`), set(`publish_state = 'published'`), [row.uri]);
    await found(row.uri, set('cid = null'), set(`cid = '${row.cid}'`), [row.uri]);
  }
  const album = await here.one<{ id: string; cid: string }>('select id, cid from albums');
  const set = (table: string, change: string) => `update ${table} set ${change}`;
  await found(`album ${album.id}`, set('albums', 'cid = null'), set('albums', `cid = '${album.cid}'`), []);
  const mine = (change: string) => set('artists', `publish_state = '${change}' where did = $1`);
  await found(here.bob.did, mine('pending'), mine('published'), [here.bob.did]);
  const pending = `sync_state = 'pending', updated_at = now() - interval '2 hours' where id = $1`;
  await found(here.track.uri, set('tracks', pending), set('tracks', `sync_state = 'synced' where id = $1`), [
    here.track.id,
  ]);
});

test('I6: what the outbox still writes, and what nobody may write, is no fault', async () => {
  const list = await here.one<{ uri: string }>('select uri from liked_lists where did = $1', [here.alice.did]);
  await here.sql(`update liked_lists set publish_state = 'pending'`);
  await here.sql('update oauth_grants set dead_at = now() where did = $1', [here.alice.did]);
  expect(await here.faults({ offline: true })).toEqual([]);
  await here.sql('update oauth_grants set dead_at = null where did = $1', [here.alice.did]);
  await here.sql(
    `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, next_attempt_at)
     values ($1, 'put', $2, $3, 'liked_lists', $1, now() + interval '1 hour')`,
    [here.alice.did, here.world.pds.nsid('list'), list.uri.split('/').at(-1)],
  );
  expect(await here.faults({ offline: true })).toEqual([]);
  await here.sql(`delete from pds_outbox where state = 'pending'`);
  await here.sql(`update liked_lists set publish_state = 'published'`);
});

test('I7: a record that the network deleted', async () => {
  const row = await here.one<{ rev: string }>('select rev from tracks where uri = $1', [here.foreign.uri]);
  await here.finds(
    [`I7 a record that the network deleted has a row that is not newer: ${here.foreign.uri}`],
    () => here.sql('insert into record_tombstones (uri, rev) values ($1, $2)', [here.foreign.uri, row.rev]),
    () => here.sql('delete from record_tombstones where uri = $1', [here.foreign.uri]),
  );
});

test('I8: plays that were not counted', async () => {
  await here.finds(
    [`I8 play_count is not the number of counted plays: ${here.track.uri}`],
    ...here.setting('tracks', 'id', here.track.id, 'play_count', '3', '0'),
  );
});

test('I9: what is left of a deleted account', async () => {
  await here.sql(`insert into audit_log (event, subject, actor) values ('account.deleted', $1, 'story')`, [
    here.ilse.did,
  ]);
  const lines = await here.faults();
  expect(lines).toContain(`I9 a deleted account is still in tracks.artist_did: ${here.ilse.did}`);
  expect(lines.every((line) => line.startsWith('I9 ') && line.endsWith(here.ilse.did))).toBe(true);
});
