import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import type { Person } from '../harness/person.js';
import { Studio } from './studio.js';

let studio: Studio;
let ada: Person;

beforeAll(async () => {
  studio = await Studio.open({ OUTBOX_MAX_ATTEMPTS: '3' });
});
afterAll(() => studio.world.close());
beforeEach(async () => {
  await studio.world.pds.resume();
  studio.songs.forget();
  ada = await studio.person('ada');
});

const tries = (count: number) =>
  studio.until(ada.did, ([entry]) => entry?.state === 'pending' && entry.attempts === count);
const settles = () =>
  studio.until(ada.did, (entries) => entries.every(({ state }) => state === 'done' || state === 'failed'));

describe('P-DUAL-02: an answer that was lost', () => {
  test('of a first write: the retry finds its own record, and there is one', async () => {
    await studio.world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    const rkey = await studio.save(ada.did, { title: 'once' });
    await tries(1);
    const [lost] = await studio.world.pds.list(ada.did, 'track');
    await studio.hurry(ada.did);
    await settles();
    const stored = await studio.world.pds.list(ada.did, 'track');
    expect(stored).toEqual([lost]);
    expect(studio.songs.heard).toMatchObject([{ what: 'confirmed', key: rkey, record: { cid: lost?.cid } }]);
  });

  test('of an edit: the retry ends with the edit', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await settles();
    await studio.world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    await studio.save(ada.did, { title: 'two' }, rkey);
    await studio.until(ada.did, (entries) => entries[1]?.state === 'pending' && entries[1].attempts === 1);
    await studio.hurry(ada.did);
    await settles();
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'two' }]);
    expect(await studio.states(ada.did)).toEqual(['put done', 'put done']);
  });

  test('of a delete: the retry finds nothing and is done', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await settles();
    await studio.world.pds.loseAnswers({ path: 'deleteRecord', times: 1 });
    await studio.drop(ada.did, rkey);
    await studio.until(ada.did, (entries) => entries[1]?.state === 'pending' && entries[1].attempts === 1);
    await studio.hurry(ada.did);
    await settles();
    expect(await studio.states(ada.did)).toEqual(['put done', 'delete done']);
  });
});

describe('a PDS in trouble', () => {
  test('that hangs costs the saver nothing, and one try', async () => {
    await studio.world.pds.pause({ path: 'getRecord' });
    const before = performance.now();
    await studio.save(ada.did, { title: 'patient' });
    expect(performance.now() - before).toBeLessThan(1000);
    const [entry] = await tries(1);
    expect(entry?.last_error).toBe('the PDS did not answer in time');
    await studio.world.pds.resume();
    await studio.hurry(ada.did);
    await settles();
    expect(await studio.states(ada.did)).toEqual(['put done']);
  });

  test('that is away is tried again by itself, later and later', async () => {
    await studio.world.pds.away();
    await studio.save(ada.did, { title: 'patient' });
    const [first] = await tries(1);
    expect(first?.secs).toBeGreaterThan(2);
    expect(first?.secs).toBeLessThan(7);
    await studio.hurry(ada.did);
    const [second] = await tries(2);
    expect(second?.secs).toBeGreaterThan(6);
    expect(second?.secs).toBeLessThan(13);
    await studio.world.pds.resume();
    await studio.hurry(ada.did);
    await settles();
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'patient' }]);
  });

  test('that says how long to wait is obeyed', async () => {
    await studio.world.pds.fail(429, {
      headers: { 'retry-after': '900' },
      body: { error: 'RateLimitExceeded', message: 'slow down' },
    });
    await studio.save(ada.did, { title: 'patient' });
    const [entry] = await tries(1);
    expect(entry).toMatchObject({ last_error: 'slow down' });
    expect(entry?.secs).toBeGreaterThan(600);
  });

  test('holds back everything after the entry that waits', async () => {
    await studio.world.pds.fail(503, { path: 'putRecord', times: 1 });
    await studio.save(ada.did, { title: 'one' });
    await tries(1);
    await studio.save(ada.did, { title: 'two' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await studio.states(ada.did)).toEqual(['put pending', 'put pending']);
    await studio.hurry(ada.did);
    await settles();
    expect(studio.songs.heard.map(({ key }) => studio.songs.titles.get(key))).toEqual(['one', 'two']);
  });

  test('after the last try the entry fails, the owner sees it, and may start it again', async () => {
    await studio.world.pds.fail(502, { body: { error: 'UpstreamFailure', message: 'bad day' } });
    const rkey = await studio.save(ada.did, { title: 'unlucky' });
    for (const count of [1, 2]) {
      await tries(count);
      await studio.hurry(ada.did);
    }
    await studio.until(ada.did, ([entry]) => entry?.state === 'failed');
    expect(studio.songs.heard).toEqual([{ what: 'failed', key: rkey, reason: 'bad day', table: 'songs' }]);
    const { items } = await studio.outbox.unfinished(ada.did, { limit: 10 });
    expect(items).toMatchObject([
      {
        op: 'put',
        state: 'failed',
        attempts: 3,
        lastError: 'bad day',
        uri: `at://${ada.did}/fm.plyr.dev.track/${rkey}`,
      },
    ]);
    await studio.world.pds.resume();
    expect(await studio.outbox.retry(ada.did, [items[0]?.id ?? 0])).toBe(1);
    await settles();
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'unlucky' }]);
    expect(await studio.outbox.isEmpty(ada.did)).toBe(true);
  });

  test('that refuses a record makes the entry fail at once, with its reason', async () => {
    await studio.world.pds.fail(400, {
      path: 'putRecord',
      times: 1,
      body: { error: 'InvalidRequest', message: 'not like this' },
    });
    await studio.save(ada.did, { title: 'odd' });
    await settles();
    expect(await studio.entries(ada.did)).toMatchObject([
      { state: 'failed', attempts: 1, last_error: 'not like this' },
    ]);
  });

  test('nobody starts the failed writes of another', async () => {
    await studio.world.pds.fail(400, { path: 'putRecord', times: 1, body: { error: 'InvalidRequest', message: 'no' } });
    await studio.save(ada.did, { title: 'odd' });
    const [entry] = await settles();
    const bob = await studio.person('bob');
    expect(await studio.outbox.retry(bob.did, [entry?.id ?? 0])).toBe(0);
  });
});

test('P-DUAL-03: a like that could not be sent is not sent after its unlike', async () => {
  const subject = {
    uri: 'at://did:plc:abcabcabcabcabcabcabcabc/fm.plyr.dev.track/3mabcdefghi2x',
    cid: 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a',
  };
  await studio.world.pds.pause({ path: 'getRecord' });
  const rkey = await studio.like(ada.did, subject);
  await studio.until(ada.did, ([entry]) => entry?.state === 'sending');
  await studio.unlike(ada.did, rkey);
  await studio.until(ada.did, ([entry]) => entry?.state === 'cancelled');
  await studio.world.pds.resume();
  await settlesAll();
  expect(await studio.states(ada.did)).toEqual(['put cancelled', 'delete done']);
  expect(studio.likes.confirmedKeys).not.toContain(rkey);
});

describe('a crash', () => {
  test('between commit and job: the sweep finds the entry', async () => {
    const rkey = nextTid();
    studio.songs.set(rkey, { title: 'found' });
    await insert(rkey, 'pending');
    await settles();
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'found' }]);
  });

  test('while sending: the sweep finds the entry whose sender died', async () => {
    const rkey = nextTid();
    studio.songs.set(rkey, { title: 'found' });
    await insert(rkey, 'sending');
    const [entry] = await settles();
    expect(entry).toMatchObject({ state: 'done', attempts: 2 });
  });

  test('a restart in the middle of a try ends with one record', async () => {
    await studio.world.pds.pause({ path: 'putRecord' });
    await studio.save(ada.did, { title: 'restarted' });
    await studio.until(ada.did, ([entry]) => entry?.state === 'sending');
    const rows = new Map(studio.songs.rows);
    await studio.world.stop();
    await studio.world.pds.resume();
    await studio.world.start();
    for (const [key, song] of rows) studio.songs.set(key, song);
    studio.access.give(ada.did, ada.password);
    expect(await studio.states(ada.did)).toEqual(['put pending']);
    await studio.hurry(ada.did);
    await settles();
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'restarted' }]);
  });
});

describe('CON-10: the list of unfinished writes', () => {
  test('is paged, newest first, and only the caller’s', async () => {
    const bob = await studio.person('bob');
    await studio.withoutGrant(bob, () => studio.save(bob.did, { title: 'bob' }));
    await studio.withoutGrant(ada, async () => {
      for (const title of ['one', 'two', 'three']) await studio.save(ada.did, { title });
    });
    const ids = (await studio.entries(ada.did)).map(({ id }) => id);
    const first = await studio.outbox.unfinished(ada.did, { limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const second = await studio.outbox.unfinished(ada.did, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items).toMatchObject([{ id: ids[0], state: 'pending', waiting: 'no_grant' }]);
    expect(second.nextCursor).toBeNull();
  });
});

async function settlesAll(): Promise<void> {
  await studio.until(ada.did, (entries) => entries.every(({ state }) => state !== 'pending' && state !== 'sending'));
}

/** An entry as a crash leaves it: no job knows of it. */
async function insert(rkey: string, state: 'pending' | 'sending'): Promise<void> {
  await studio.world.database.rows(
    `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, state, attempts)
     values ($1, 'put', 'fm.plyr.dev.track', $2, 'songs', $2, $3, $4)`,
    [ada.did, rkey, state, state === 'sending' ? 1 : 0],
  );
}
