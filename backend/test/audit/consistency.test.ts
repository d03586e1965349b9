import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConsistencyAudit, type Scope } from '../../src/modules/health/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { hear, like, type Put, SecondClient, track } from '../ingest-records/second-client.js';
import { cover, published, song } from '../tracks/uploading.js';

/** Each story plants one fault in a product where everything agrees, and takes it away again. */
let world: World;
let bob: Person;
let alice: Person;
let id: number;
let uri: string;
let foreign: Put;
let ilse: SecondClient;
let sound: Uint8Array;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.artist('alice');
  id = await published(bob, { title: 'sound', album: 'Rooms', tags: ['tape'], image: await cover() });
  const other = await published(bob, { title: 'other', album: 'Rooms' });
  await bob.patch('/preferences/', { allow_comments: true });
  for (const liked of [id, other]) await alice.post(`/tracks/${liked}/like`);
  await alice.post(`/tracks/${id}/comments`, { text: 'here', timestamp_ms: 1_000 });
  const { body } = await alice.post<{ id: string }>('/lists/playlists', { name: 'for the road' });
  await alice.post(`/lists/playlists/${body.id}/tracks`, { track_id: id });
  ilse = await SecondClient.open(world, await world.stranger('ilse'));
  sound = (await song('mp3')).bytes;
  const audioBlob = await ilse.blob(sound);
  foreign = await ilse.write('track', track('from elsewhere', { audioBlob }));
  await hear(world, [foreign]);
  await world.settled();
  uri = (await one<{ uri: string }>('select uri from tracks where id = $1', [id])).uri;
}, 120_000);
afterAll(() => world.close());
beforeEach(() => world.pds.resume());

const sql = (text: string, params: unknown[] = []) => world.database.rows(text, params);
async function one<T>(text: string, params: unknown[] = []): Promise<T> {
  const row = await world.database.one<T>(text, params);
  if (!row) throw new Error(`no row: ${text}`);
  return row;
}
async function lists(): Promise<string[]> {
  const rows = await world.database.rows<{ uri: string }>(
    'select uri from playlists union all select uri from albums union all select uri from liked_lists',
  );
  return rows.map((row) => row.uri);
}
async function faults(scope: Partial<Scope> = {}): Promise<string[]> {
  const found = await world.get(ConsistencyAudit).run({ offline: false, ...scope }, 0);
  return found.map(({ invariant, subject, what }) => `${invariant} ${what}: ${subject}`);
}

/** Finds exactly this while the fault is there, and nothing before and after. */
async function finds(expected: string[], plant: () => Promise<unknown>, mend: () => Promise<unknown>): Promise<void> {
  await plant();
  try {
    expect((await faults()).toSorted()).toEqual(expected.toSorted());
  } finally {
    await mend();
  }
  expect(await faults()).toEqual([]);
}
const setting = (table: string, key: string, keyValue: unknown, column: string, wrong: string, right: string) =>
  [
    () => sql(`update ${table} set ${column} = ${wrong} where ${key} = $1`, [keyValue]),
    () => sql(`update ${table} set ${column} = ${right} where ${key} = $1`, [keyValue]),
  ] as const;

test('a product in which everything agrees has no fault', async () => {
  expect(await faults()).toEqual([]);
});

test('I1: a published track without a sound, and one without a record', async () => {
  await finds(
    [`I1 a published track has nothing to play: ${uri}`],
    ...setting('track_audio', 'track_id', id, 'is_current', 'false', 'true'),
  );
  const { cid } = await one<{ cid: string }>('select cid from tracks where id = $1', [id]);
  await finds(
    [
      `I1 a published track has neither a record nor an entry in the outbox, and does not say so: ${uri}`,
      `I2 a record has no row of its version: ${uri}`,
      // These must not name what has no record.
      ...(await lists()).map((list) => `I10 a row and its record differ in items: ${list}`),
    ],
    ...setting('tracks', 'id', id, 'cid', 'null', `'${cid}'`),
  );
});

test('I2: a record without a row, a row without a record, a row of another version', async () => {
  const unheard = await ilse.write('like', like(foreign));
  expect(await faults()).toEqual([`I2 a record has no row of its version: ${unheard.uri}`]);
  await hear(world, [unheard]);
  expect(await faults()).toEqual([]);
  await ilse.delete(unheard);
  expect(await faults()).toEqual([`I2 a row has no record: ${unheard.uri}`]);
  expect(await faults({ dids: [bob.did] })).toEqual([]);
  expect(await faults({ offline: true })).toEqual([]);
  await hear(world, [
    { kind: 'delete', did: ilse.did, collection: unheard.collection, rkey: unheard.rkey, rev: '3zzzzzzzzzzzz' },
  ]);
  const { cid } = await one<{ cid: string }>('select cid from comments');
  await finds(
    [`I2 a row is not of the version of its record: ${(await one<{ uri: string }>('select uri from comments')).uri}`],
    ...setting('comments', 'did', alice.did, 'cid', `'bafyother'`, `'${cid}'`),
  );
});

test('I2: a repository that cannot be read is said', async () => {
  await world.pds.fail(500, { path: 'sync.' });
  const lines = await faults({ dids: [bob.did] });
  expect(lines).toEqual([expect.stringMatching(/^I2 the repository cannot be read: .*: did:plc:/)]);
});

test('I3: counts, positions, and what was undone', async () => {
  await finds(
    [`I3 like_count is not the number of likes: ${uri}`],
    ...setting('tracks', 'id', id, 'like_count', '7', '1'),
  );
  await finds(
    [`I3 comment_count is not the number of comments: ${uri}`],
    ...setting('tracks', 'id', id, 'comment_count', '7', '1'),
  );
  const list = await one<{ uri: string }>('select uri from playlists');
  await finds(
    [`I3 track_count is not the number of items: ${list.uri}`],
    ...setting('playlists', 'uri', list.uri, 'track_count', '7', '1'),
  );
  const album = await one<{ id: string }>('select id from albums');
  await finds(
    [`I3 the positions of an album are not 1 to n: ${album.id}`],
    () => sql('update album_tracks set position = position + 1'),
    () => sql('update album_tracks set position = position - 1'),
  );
  const liked = await one<{ uri: string; rkey: string }>('select uri, rkey from likes where did = $1', [alice.did]);
  await finds(
    [`I3 a record that was undone here has a row again: ${liked.uri}`],
    () =>
      sql(
        `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, state, done_at, confirmed_at)
         values ($1, 'delete', $2, $3, 'likes', $4, 'done', now(), now())`,
        [alice.did, world.pds.nsid('like'), liked.rkey, liked.uri],
      ),
    () => sql(`delete from pds_outbox where op = 'delete' and rkey = $1`, [liked.rkey]),
  );
});

test('I4: an edit that dropped the blob of its track', async () => {
  const { audioBlob: _, ...without } = foreign.value;
  const edit = await ilse.write('track', { ...without, audioUrl: 'https://audio.example/a.mp3' }, foreign.rkey);
  await sql('update tracks set cid = $2, rev = $3 where uri = $1', [foreign.uri, edit.cid, edit.rev]);
  expect(await faults()).toEqual([
    `I4 a record does not name the blob any more that its track came with: ${foreign.uri}`,
  ]);
  // The PDS threw the bytes away with the reference: that is why this matters.
  const audioBlob = await ilse.blob(sound);
  const mended = await ilse.write('track', { ...without, audioBlob }, foreign.rkey);
  await hear(world, [mended]);
  await world.settled();
  expect(await faults()).toEqual([]);
});

test('I5: objects without rows, rows without objects, objects that are cut', async () => {
  const folder = path.join(world.folder, 'storage/audio');
  const stray = 'audio/00000000-0000-4000-8000-000000000000.mp3';
  const place = path.join(world.folder, 'storage', stray);
  await mkdir(folder, { recursive: true });
  await writeFile(place, 'nobody knows me');
  expect(await faults()).toEqual([]);
  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(place, yesterday, yesterday);
  expect(await faults()).toEqual([`I5 an object has no row: ${stray}`]);
  await rm(place);

  const [name = ''] = await readdir(folder);
  const bytes = await one<{ bytes: number }>('select bytes::int as bytes from audio_files where storage_key = $1', [
    `audio/${name}`,
  ]);
  await finds(
    [`I5 the object of a row is of the wrong size: audio/${name}`],
    ...setting('audio_files', 'storage_key', `audio/${name}`, 'bytes', '1', String(bytes.bytes)),
  );
  await finds(
    [`I5 the object of a row is missing: audio/11111111-1111-4111-8111-111111111111.mp3`],
    () =>
      sql(`insert into audio_files (id, sha256, bytes, container, codec, extension, storage_key, bucket, state)
           values ('11111111-1111-4111-8111-111111111111', sha256('x'), 1, 'mp3', 'mp3', 'mp3',
                   'audio/11111111-1111-4111-8111-111111111111.mp3', 'public', 'live')`),
    () => sql(`delete from audio_files where id = '11111111-1111-4111-8111-111111111111'`),
  );
});

test('I6: work that nobody goes on with, and failures without a reason', async () => {
  const job = '22222222-2222-4222-8222-222222222222';
  const plant = (columns: string, values: string) => () =>
    sql(`insert into jobs (id, type, owner_did, ${columns}) values ('${job}', 'export', $1, ${values})`, [bob.did]);
  const mend = () => sql('delete from jobs where id = $1', [job]);
  await finds(
    [`I6 a job shows no sign of life and was not ended: ${job}`],
    plant('status, heartbeat_at', `'processing', now() - interval '1 hour'`),
    mend,
  );
  await finds([`I6 a job failed and does not say why: ${job}`], plant('status', `'failed'`), mend);
  const entry = (values: string) => () =>
    sql(
      `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, state, next_attempt_at, waiting)
       values ($1, 'delete', 'fm.plyr.dev.like', '3aaaaaaaaaaaa', 'likes', 'x', ${values})`,
      [alice.did],
    );
  const forget = () => sql(`delete from pds_outbox where rkey = '3aaaaaaaaaaaa'`);
  await entry(`'failed', now(), null`)();
  const [failed = ''] = await faults();
  expect(failed).toMatch(/^I6 an entry of the outbox failed and does not say why: \d+$/);
  await forget();
  await sql(`update tracks set publish_state = 'pending', updated_at = now() - interval '2 hours' where id = $1`, [id]);
  expect(await faults()).toEqual([`I6 a track is waiting to be published, and nothing works on it: ${uri}`]);
  await sql(`update tracks set publish_state = 'published' where id = $1`, [id]);
});

test('I6: rows of every kind that wait for a record which nothing writes', async () => {
  const offline = async () => await faults({ offline: true });
  const waits = (subject: string) => `I6 a row is waiting for its record, and nothing writes it: ${subject}`;
  const found = async (subject: string, plant: string, mend: string, params: unknown[]) => {
    await sql(plant, params);
    expect(await offline()).toEqual([waits(subject)]);
    await sql(mend, params);
    expect(await offline()).toEqual([]);
  };
  for (const table of ['likes', 'comments']) {
    const row = await one<{ uri: string; cid: string }>(`select uri, cid from ${table} where did = $1`, [alice.did]);
    const set = (change: string) => `update ${table} set ${change} where uri = $1`;
    await found(row.uri, set(`sync_state = 'pending'`), set(`sync_state = 'synced'`), [row.uri]);
    await found(row.uri, set('cid = null'), set(`cid = '${row.cid}'`), [row.uri]);
  }
  for (const table of ['playlists', 'liked_lists']) {
    const row = await one<{ uri: string; cid: string }>(`select uri, cid from ${table}`);
    const set = (change: string) => `update ${table} set ${change} where uri = $1`;
    await found(row.uri, set(`publish_state = 'pending'`), set(`publish_state = 'published'`), [row.uri]);
    await found(row.uri, set('cid = null'), set(`cid = '${row.cid}'`), [row.uri]);
  }
  const album = await one<{ id: string; cid: string }>('select id, cid from albums');
  const set = (table: string, change: string) => `update ${table} set ${change}`;
  await found(`album ${album.id}`, set('albums', 'cid = null'), set('albums', `cid = '${album.cid}'`), []);
  const mine = (change: string) => set('artists', `publish_state = '${change}' where did = $1`);
  await found(bob.did, mine('pending'), mine('published'), [bob.did]);
  const pending = `sync_state = 'pending', updated_at = now() - interval '2 hours' where id = $1`;
  await found(uri, set('tracks', pending), set('tracks', `sync_state = 'synced' where id = $1`), [id]);
});

test('I6: what the outbox still writes, and what nobody may write, is no fault', async () => {
  const list = await one<{ uri: string }>('select uri from liked_lists where did = $1', [alice.did]);
  await sql(`update liked_lists set publish_state = 'pending'`);
  await sql('update oauth_grants set dead_at = now() where did = $1', [alice.did]);
  expect(await faults({ offline: true })).toEqual([]);
  await sql('update oauth_grants set dead_at = null where did = $1', [alice.did]);
  await sql(
    `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, next_attempt_at)
     values ($1, 'put', $2, $3, 'liked_lists', $1, now() + interval '1 hour')`,
    [alice.did, world.pds.nsid('list'), list.uri.split('/').at(-1)],
  );
  expect(await faults({ offline: true })).toEqual([]);
  await sql(`delete from pds_outbox where state = 'pending'`);
  await sql(`update liked_lists set publish_state = 'published'`);
});

test('I7: a record that the network deleted', async () => {
  const row = await one<{ rev: string }>('select rev from tracks where uri = $1', [foreign.uri]);
  await finds(
    [`I7 a record that the network deleted has a row that is not newer: ${foreign.uri}`],
    () => sql('insert into record_tombstones (uri, rev) values ($1, $2)', [foreign.uri, row.rev]),
    () => sql('delete from record_tombstones where uri = $1', [foreign.uri]),
  );
});

test('I8: plays that were not counted', async () => {
  await finds(
    [`I8 play_count is not the number of counted plays: ${uri}`],
    ...setting('tracks', 'id', id, 'play_count', '3', '0'),
  );
});

test('I9: what is left of a deleted account', async () => {
  await sql(`insert into audit_log (event, subject, actor) values ('account.deleted', $1, 'story')`, [ilse.did]);
  const lines = await faults();
  expect(lines).toContain(`I9 a deleted account is still in tracks.artist_did: ${ilse.did}`);
  expect(lines.every((line) => line.startsWith('I9 ') && line.endsWith(ilse.did))).toBe(true);
});

test('I10: a row that says something else than its record', async () => {
  const differs = async (dids: string[]) => (await faults({ dids })).filter((line) => !line.startsWith('I9'));
  await sql(`update tracks set title = 'tampered', description = 'with' where id = $1`, [id]);
  expect(await differs([bob.did])).toEqual([`I10 a row and its record differ in title, description: ${uri}`]);
  await sql(`update tracks set title = 'sound', description = null where id = $1`, [id]);
  expect(await differs([bob.did])).toEqual([]);
});

test('I10: what only a version that was written here must say', async () => {
  const lines = async (dids: string[]) => (await faults({ dids })).filter((line) => !line.startsWith('I9'));
  const differs = async (did: string, line: string, [plant, mend]: readonly [string, string]) => {
    await sql(plant, [id]);
    expect(await lines([did])).toEqual([`I10 a row and its record differ in ${line}`]);
    await sql(mend, [id]);
    expect(await lines([did])).toEqual([]);
  };
  const back = await one<{ at: string; ms: number }>(
    'select created_at::text as at, duration_ms as ms from tracks where id = $1',
    [id],
  );
  const track = (change: string) => `update tracks set ${change} where id = $1`;
  await differs(bob.did, `duration: ${uri}`, [track('duration_ms = 99000'), track(`duration_ms = ${back.ms}`)]);
  await differs(bob.did, `createdAt: ${uri}`, [
    track(`created_at = created_at - interval '1 second'`),
    track(`created_at = '${back.at}'`),
  ]);
  await differs(bob.did, `features: ${uri}`, [
    `insert into track_features (track_id, did, position) values ($1, '${alice.did}', 0)`,
    'delete from track_features where track_id = $1',
  ]);
  const loudness = (change: string) =>
    `update audio_files set loudness_lufs = loudness_lufs ${change}
      where id in (select audio_file_id from track_audio where track_id = $1 and role = 'stream')`;
  await differs(bob.did, `loudness: ${uri}`, [loudness('+ 1'), loudness('- 1')]);

  // Another client left the tags out, and measures otherwise: the row keeps what it knows.
  const client = await SecondClient.open(world, bob);
  const { rkey, value } = await client.told('track', uri.split('/').at(-1) ?? '');
  const { tags, ...without } = value;
  expect(tags).toEqual(['tape']);
  await hear(world, [await client.write('track', { ...without, duration: 99 }, rkey)]);
  await world.settled();
  expect(await lines([bob.did])).toEqual([]);
});

test('I10: lists whose rows say something else than the records that were written of them', async () => {
  const lines = async (did: string) => (await faults({ dids: [did] })).filter((line) => !line.startsWith('I9'));
  const differs = async (did: string, line: string, [plant, mend]: readonly [string, string]) => {
    await sql(plant);
    expect(await lines(did)).toEqual([`I10 a row and its record differ in ${line}`]);
    await sql(mend);
    expect(await lines(did)).toEqual([]);
  };
  const uriOf = async (table: string) => (await one<{ uri: string }>(`select uri from ${table}`)).uri;
  const [playlist, album, liked] = [await uriOf('playlists'), await uriOf('albums'), await uriOf('liked_lists')];
  await differs(alice.did, `name: ${playlist}`, [
    `update playlists set name = 'tampered'`,
    `update playlists set name = 'for the road'`,
  ]);
  await differs(alice.did, `items: ${playlist}`, [
    `update playlist_tracks set track_id = null, subject_uri = subject_uri || 'x', subject_cid = 'bafyother'`,
    `update playlist_tracks set track_id = ${id}, subject_uri = '${uri}'`,
  ]);
  const turn = 'update album_tracks set position = 3 - position';
  await differs(bob.did, `items: ${album}`, [turn, turn]);
  await differs(alice.did, `items: ${liked}`, [
    `update likes set position = case when track_id = ${id} then 1 else 2 end where did = '${alice.did}'`,
    'update likes set position = null',
  ]);
  // A list that another client wrote says what it likes; it follows the rows at the next sign-in.
  await sql(`update pds_outbox set cid = 'bafyother' where collection = $1`, [world.pds.nsid('list')]);
  await sql(`update playlists set name = 'tampered'`);
  expect(await lines(alice.did)).toEqual([]);
});
