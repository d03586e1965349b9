import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nextTid } from '../../src/common/ids.js';
import { DeliveriesRepository } from '../../src/modules/atproto/outbox/deliveries.repository.js';
import { OutboxRepository } from '../../src/modules/atproto/outbox/outbox.repository.js';
import { Transactions } from '../../src/platform/database/index.js';
import { Locks } from '../../src/platform/ephemeral/index.js';
import type { Person } from '../harness/person.js';
import { songRecord } from './songs.js';
import { asAnotherClient, Studio } from './studio.js';

let studio: Studio;
let ada: Person;

beforeAll(async () => {
  studio = await Studio.open();
});
afterAll(() => studio.world.close());
beforeEach(async () => {
  studio.songs.forget();
  ada = await studio.person('ada');
});

describe('CON-02: what is saved reaches the repository', () => {
  test('under the key that was chosen before, in the collection of the namespace', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await studio.world.settled();
    const [stored] = await studio.world.pds.list(ada.did, 'track');
    expect(stored).toEqual({
      uri: `at://${ada.did}/fm.plyr.dev.track/${rkey}`,
      cid: stored?.cid,
      value: songRecord('one'),
    });
    expect(studio.songs.heard).toEqual([
      {
        what: 'confirmed',
        key: rkey,
        table: 'songs',
        record: { uri: stored?.uri, cid: stored?.cid, rev: expect.any(String) },
      },
    ]);
    expect(await studio.states(ada.did)).toEqual(['put done']);
  });

  test('P-DUAL-01: nothing, when the transaction rolls back', async () => {
    const lost = studio.world.get(Transactions).run(async (tx) => {
      const rkey = nextTid();
      await studio.outbox.put(tx, { did: ada.did, collection: 'track', rkey, subject: { table: 'songs', key: rkey } });
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    await studio.world.settled();
    expect(await studio.entries(ada.did)).toEqual([]);
  });

  test('P-DUAL-03: in the order of saving', async () => {
    const rkeys: string[] = [];
    await studio.withoutGrant(ada, async () => {
      for (const title of ['one', 'two', 'three']) rkeys.push(await studio.save(ada.did, { title }));
    });
    await studio.save(ada.did, { title: 'four' }, nextTid());
    await studio.drop(ada.did, rkeys[0] ?? '');
    await studio.signIn(ada);
    expect(studio.songs.heard.map(({ what, key }) => `${what} ${titleOf(key)}`)).toEqual([
      'confirmed two',
      'confirmed three',
      'confirmed four',
      'removed one',
    ]);
  });

  test('two people do not wait for each other', async () => {
    const bob = await studio.person('bob');
    await studio.world.pds.pause({ path: encodeURIComponent(ada.did) });
    await studio.save(ada.did, { title: 'slow' });
    await studio.until(ada.did, ([entry]) => entry?.state === 'sending');
    await studio.save(bob.did, { title: 'quick' });
    await studio.until(bob.did, ([entry]) => entry?.state === 'done');
    expect((await studio.entries(ada.did))[0]?.state).not.toBe('done');
    await studio.world.pds.resume();
    await studio.until(ada.did, ([entry]) => entry?.state === 'pending');
    await studio.hurry(ada.did);
    await studio.world.settled();
    expect(await studio.states(ada.did)).toEqual(['put done']);
  });

  test('changes of a row that waits become one write of its last state', async () => {
    let rkey = '';
    await studio.withoutGrant(ada, async () => (rkey = await studio.save(ada.did, { title: 'draft' })));
    for (const title of ['second', 'third', 'final']) await studio.save(ada.did, { title }, rkey);
    expect(await studio.states(ada.did)).toEqual(['put pending']);
    await studio.signIn(ada);
    expect(studio.songs.built).toBe(1);
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'final' }]);
  });

  test('a change made while the record is on its way is written after it', async () => {
    const rkey = nextTid();
    studio.songs.meanwhile = () => studio.save(ada.did, { title: 'late' }, rkey);
    await studio.save(ada.did, { title: 'early' }, rkey);
    await studio.world.settled();
    expect(await studio.states(ada.did)).toEqual(['put done', 'put done']);
    expect(await studio.world.pds.records(ada.did, 'track')).toMatchObject([{ title: 'late' }]);
  });

  test('a sender waits for a change that is about to be committed', async () => {
    const sender = studio.world.get(DeliveriesRepository);
    let rkey = '';
    await studio.withoutGrant(ada, async () => (rkey = await studio.save(ada.did, { title: 'early' })));
    // Due, but nobody is told of it: a worker would take it first.
    await studio.world.database.rows('update pds_outbox set next_attempt_at = now() where did = $1', [ada.did]);
    const subject = { table: 'songs', key: rkey };
    let isTaken = false;
    let taken: Promise<unknown> = Promise.resolve();
    await studio.world.get(Transactions).run(async (tx) => {
      await studio.outbox.put(tx, { did: ada.did, collection: 'track', rkey, subject });
      taken = sender.takeFirst(ada.did).then(() => (isTaken = true));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isTaken).toBe(false);
    });
    await taken;
    expect(isTaken).toBe(true);
    await studio.signIn(ada);
  });

  test('a row that is gone is not published', async () => {
    await studio.withoutGrant(ada, async () => studio.songs.rows.delete(await studio.save(ada.did, { title: 'gone' })));
    await studio.signIn(ada);
    expect(await studio.states(ada.did)).toEqual(['put cancelled']);
    expect(await studio.world.pds.records(ada.did, 'track')).toEqual([]);
  });
});

describe('undoing', () => {
  const subject = {
    uri: 'at://did:plc:abcabcabcabcabcabcabcabc/fm.plyr.dev.track/3mabcdefghi2x',
    cid: 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a',
  };

  test('CON-02: an unlike cancels a like that was not sent, and nothing is sent', async () => {
    let rkey = '';
    await studio.withoutGrant(ada, async () => (rkey = await studio.like(ada.did, subject)));
    await studio.unlike(ada.did, rkey);
    expect(await studio.states(ada.did)).toEqual(['put cancelled']);
    expect(await studio.outbox.isEmpty(ada.did)).toBe(true);
  });

  test('an unlike follows a like that was sent', async () => {
    const rkey = await studio.like(ada.did, subject);
    await studio.world.settled();
    expect(await studio.world.pds.records(ada.did, 'like')).toMatchObject([{ $type: 'fm.plyr.dev.like', subject }]);
    await studio.unlike(ada.did, rkey);
    await studio.world.settled();
    expect(await studio.world.pds.records(ada.did, 'like')).toEqual([]);
    expect(await studio.states(ada.did)).toEqual(['put done', 'delete done']);
  });

  test('P-DUAL-03: an unlike follows a like whose answer was lost, even when it was started again', async () => {
    const rkey = await studio.like(ada.did, subject);
    await studio.until(ada.did, ([entry]) => entry?.state === 'done');
    await studio.world.database.rows(
      `update pds_outbox set state = 'failed', last_error = 'no answer' where did = $1`,
      [ada.did],
    );
    await studio.withoutGrant(ada, () => studio.outbox.retry(ada.did));
    await studio.unlike(ada.did, rkey);
    await studio.signIn(ada);
    expect(await studio.world.pds.records(ada.did, 'like')).toEqual([]);
  });

  test('deleting a track cancels the edit that waits and still deletes the record', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await studio.world.settled();
    await studio.withoutGrant(ada, () => studio.save(ada.did, { title: 'edited' }, rkey));
    await studio.drop(ada.did, rkey);
    expect((await studio.states(ada.did)).slice(0, 2)).toEqual(['put done', 'put cancelled']);
    await studio.signIn(ada);
    expect(await studio.states(ada.did)).toEqual(['put done', 'put cancelled', 'delete done']);
    expect(await studio.world.pds.records(ada.did, 'track')).toEqual([]);
    expect(studio.songs.heard.at(-1)).toEqual({ what: 'removed', key: rkey, table: 'songs' });
  });

  test('the delete of a missing record counts as done', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await studio.world.settled();
    await asAnotherClient(studio, ada, 'deleteRecord', { collection: 'track', rkey });
    await studio.drop(ada.did, rkey);
    await studio.world.settled();
    expect(await studio.states(ada.did)).toEqual(['put done', 'delete done']);
  });

  test('going public again writes the record at the same key', async () => {
    const rkey = await studio.save(ada.did, { title: 'one' });
    await studio.drop(ada.did, rkey);
    await studio.save(ada.did, { title: 'one again' }, rkey);
    await studio.world.settled();
    const stored = await studio.world.pds.list(ada.did, 'track');
    expect(stored).toMatchObject([{ uri: `at://${ada.did}/fm.plyr.dev.track/${rkey}`, value: { title: 'one again' } }]);
  });
});

describe('AUTH-05: without a grant', () => {
  test('an entry waits, which is no attempt, until the next sign-in', async () => {
    await studio.withoutGrant(ada, () => studio.save(ada.did, { title: 'patient' }));
    const [waiting] = await studio.entries(ada.did);
    expect(waiting).toMatchObject({ state: 'pending', attempts: 0, last_error: null });
    await studio.signIn(ada);
    expect(await studio.states(ada.did)).toEqual(['put done']);
  });

  test('a sign-in that comes while an entry is tried is not overlooked', async () => {
    const deliveries = studio.world.get(DeliveriesRepository);
    await studio.withoutGrant(ada, () => studio.save(ada.did, { title: 'patient' }));
    await studio.world.get(Locks).exclusively(`outbox:${ada.did}`, async () => {
      await studio.world.database.rows('update pds_outbox set next_attempt_at = now() where did = $1', [ada.did]);
      const entry = await deliveries.takeFirst(ada.did);
      if (!entry) throw new Error('nothing was due');
      await studio.world.get(OutboxRepository).wake(ada.did);
      await deliveries.awaitGrant(entry, 60_000);
      expect(await studio.entries(ada.did)).toMatchObject([{ state: 'pending', waiting: null, attempts: 0 }]);
    });
    await studio.signIn(ada);
    expect(await studio.states(ada.did)).toEqual(['put done']);
  });

  test('a grant that the PDS does not accept any more is none', async () => {
    await studio.world.pds.fail(401, { path: 'getRecord', body: { error: 'InvalidToken', message: 'gone' } });
    await studio.save(ada.did, { title: 'patient' });
    const [waiting] = await studio.until(ada.did, ([entry]) => entry?.waiting === 'no_grant');
    expect(waiting).toMatchObject({ state: 'pending', attempts: 0 });
    await studio.world.pds.resume();
  });
});

/** A dropped song is off the shelf, but its title is remembered. */
function titleOf(key: string): string {
  return studio.songs.titles.get(key) ?? '?';
}
