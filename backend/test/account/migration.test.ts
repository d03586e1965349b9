import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import type { InstanceView } from '../../src/modules/health/health.dto.js';
import type { Person } from '../harness/person.js';
import type { ProductProcess } from '../harness/process.js';
import { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { check, held, migrate, moved, MOVED, NEW, OLD, OldRecords, track } from './old-records.js';

let world: World;
let process: ProductProcess | undefined;

beforeAll(async () => {
  world = await World.open(MOVED);
});
afterEach(async () => {
  await process?.kill();
  await world.pds.resume();
});
afterAll(() => world.close());

async function someone(name: string): Promise<{ who: Person; records: OldRecords }> {
  const who = await world.person(name);
  return { who, records: await OldRecords.of(world, who) };
}

const values = (did: string, kind: string, namespace = NEW) => world.pds.list(did, `${namespace}.${kind}`);

test('AUTH-15: records of another instance come over whole, and what refers to them follows', async () => {
  const { who, records } = await someone('ilse');
  const { who: other, records: others } = await someone('uwe');
  const theirs = await others.plant('track', track('theirs'));
  const [one, two] = [
    await records.plant('track', track('one', { mood: 'blue' })),
    await records.plant('track', track('two')),
  ];
  const like = await records.plant('like', { subject: one });
  await records.plant('like', { subject: theirs });
  await records.plant('comment', { subject: two, text: 'mine', timestampMs: 5 });
  const list = await records.plant('list', {
    name: 'set',
    items: [{ subject: two }, { subject: theirs }, { subject: one }],
  });
  await records.plant('actor.profile', { bio: 'from before' }, { rkey: 'self' });
  expect(await check(who)).toEqual({
    needs_migration: true,
    old_record_count: 7,
    old_collection: `${OLD}.track`,
    new_collection: `${NEW}.track`,
    did: who.did,
  });

  expect(await migrate(who)).toEqual({ migrated_count: 7, deleted_count: 7, failed_count: 0, errors: [] });

  expect(await check(who)).toMatchObject({ needs_migration: false, old_record_count: 0 });
  expect(await held(world, who.did, OLD)).toMatchObject({ count: 0 });
  const tracks = await values(who.did, 'track');
  expect(tracks.map(({ uri }) => uri)).toEqual([one, two].map(({ uri }) => moved(uri)));
  expect(tracks[0]?.value).toMatchObject({
    $type: `${NEW}.track`,
    title: 'one',
    mood: 'blue',
    createdAt: '2024-02-03T04:05:06.789Z',
  });
  const [first, second] = tracks.map(({ uri, cid }) => ({ uri, cid }));
  expect((await values(who.did, 'like')).find(({ uri }) => uri === moved(like.uri))?.value).toMatchObject({
    subject: first,
  });
  expect((await values(who.did, 'comment'))[0]?.value).toMatchObject({ subject: second, timestampMs: 5 });
  // What its artist did not migrate is still where it was.
  expect(await values(who.did, 'list')).toMatchObject([
    { uri: moved(list.uri), value: { items: [{ subject: second }, { subject: theirs }, { subject: first }] } },
  ]);
  expect((await values(who.did, 'actor.profile'))[0]?.value).toMatchObject({ bio: 'from before' });
  // The index knows them at once: as a rebuild would, without waiting for the network.
  expect(await world.database.count(`playlists where uri = '${moved(list.uri)}' and cid is not null`)).toBe(1);
  expect(await held(world, other.did, OLD)).toMatchObject({ count: 1 });

  await migrate(other);
  expect(await held(world, other.did, NEW)).toMatchObject({ count: 1 });
});

test('AUTH-15: a second call does nothing a second time', async () => {
  const { who, records } = await someone('twice');
  await records.plant('track', track('once'));
  await migrate(who);
  const before = await held(world, who.did, NEW);
  expect(await migrate(who)).toEqual({ migrated_count: 0, deleted_count: 0, failed_count: 0, errors: [] });
  expect(await held(world, who.did, NEW)).toEqual(before);
});

describe('AUTH-15: an interruption', () => {
  async function interrupted() {
    const { who, records } = await someone('halfway');
    const one = await records.plant('track', track('one'));
    await records.plant('like', { subject: one });
    await records.plant('track', track('two'));
    return { who, one };
  }

  async function isWhole({ did }: Person, one: { uri: string }): Promise<void> {
    expect(await held(world, did, OLD)).toMatchObject({ count: 0 });
    expect((await held(world, did, NEW)).count).toBe(3);
    const [like] = await values(did, 'like');
    const copy = (await values(did, 'track')).find(({ uri }) => uri === moved(one.uri));
    expect(like?.value).toMatchObject({ subject: { uri: copy?.uri, cid: copy?.cid } });
  }

  test('after a copy whose answer was lost: the next call finds it', async () => {
    const { who, one } = await interrupted();
    await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    expect(await migrate(who)).toMatchObject({
      deleted_count: 0,
      failed_count: 1,
      errors: [{ uri: expect.any(String) }],
    });
    expect((await held(world, who.did, OLD)).count).toBe(3);
    await migrate(who);
    await isWhole(who, one);
  });

  test('kill -9 between copies and originals: both are there, and the next call ends it', async () => {
    const { who, one } = await interrupted();
    process = await world.process({ ...MOVED, APP_ROLE: 'api' });
    const client = new Visitor(process.url);
    client.bearer = who.cookies.get('session_id') ?? '';
    await world.pds.pause({ path: 'deleteRecord' });
    const cut = client.post('/migration/migrate').catch(() => 'cut');
    while ((await values(who.did, 'track')).length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    await process.kill();
    expect(await cut).toBe('cut');
    expect((await held(world, who.did, OLD)).count).toBe(3);
    await world.pds.resume();
    // The lease of the dead process runs out first.
    await world.later(15);
    await migrate(who);
    await isWhole(who, one);
  }, 120_000);

  test('a PDS that is away is said so, and nothing is lost', async () => {
    const { who, one } = await interrupted();
    await world.pds.fail(503, { path: 'listRecords' });
    expect(await who.get('/migration/check')).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
    expect(await who.post('/migration/migrate')).toMatchObject({ status: 503 });
    await world.pds.resume();
    await migrate(who);
    await isWhole(who, one);
  });
});

test('AUTH-15: a record that cannot be copied is named with its reason, stays, and holds nobody up', async () => {
  const { who, records } = await someone('crooked');
  const broken = await records.plant('track', { title: 'no sound', artist: 'Ilse', fileType: 'mp3' });
  const rkey = nextTid();
  const taken = await records.plant('track', track('older'), { rkey });
  await records.plant('track', track('another'), { rkey, namespace: NEW });
  const changed = await records.plant('track', track('another', { createdAt: '2020-01-01T00:00:00.000Z' }), {
    rkey,
    namespace: NEW,
  });
  await records.plant('track', track('good'));

  const { errors, ...counts } = await migrate(who);

  expect(counts).toEqual({ migrated_count: 1, deleted_count: 1, failed_count: 2 });
  expect(errors).toEqual([
    { uri: taken.uri, reason: 'another record has its key in the new collection' },
    { uri: broken.uri, reason: expect.stringContaining('audioUrl') },
  ]);
  expect((await held(world, who.did, OLD)).count).toBe(2);
  expect(await values(who.did, 'track')).toContainEqual(expect.objectContaining({ cid: changed.cid }));
});

test('AUTH-15: an edit of the copy is not undone by the original', async () => {
  const { who, records } = await someone('later');
  const rkey = nextTid();
  await records.plant('track', track('first words'), { rkey });
  await records.plant('track', track('last words'), { rkey, namespace: NEW });
  expect(await migrate(who)).toMatchObject({ migrated_count: 1, deleted_count: 1, failed_count: 0 });
  expect(await values(who.did, 'track')).toMatchObject([{ value: { title: 'last words' } }]);
});

test('AUTH-15: who asks migrates their own records only; guests none', async () => {
  const { who, records } = await someone('owner');
  await records.plant('track', track('mine'));
  const { who: stranger } = await someone('stranger');
  expect(await check(stranger)).toMatchObject({ needs_migration: false, did: stranger.did });
  expect(await migrate(stranger)).toMatchObject({ migrated_count: 0 });
  expect(await world.visitor().get('/migration/check')).toMatchObject({ status: 401 });
  expect(await world.visitor().post('/migration/migrate')).toMatchObject({ status: 401 });
  expect((await held(world, who.did, OLD)).count).toBe(1);
});

test('AUTH-15: the client learns from /config whether there is anything to ask', async () => {
  expect((await world.visitor().get<InstanceView>('/config')).body).toMatchObject({
    namespace: NEW,
    old_namespace: OLD,
  });
});
