import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { nextTid, tidAt } from '../../src/common/ids.js';
import { RetryParkedHandler } from '../../src/modules/atproto/ingest/retry-parked.handler.js';
import type { DeleteEvent, PutEvent } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { Told } from './told.js';

let world: World;
let told: Told;
let fan: Person;
let trackId: number;

beforeAll(async () => {
  world = await World.open();
  told = new Told(world);
  const bob = await world.artist('bob');
  await bob.put('/preferences/', { allow_comments: true });
  trackId = await published(bob, { title: 'song', file: await song('mp3') });
});
afterAll(() => world.close());
beforeEach(async () => {
  fan = await world.person('fan');
});

interface Entry {
  op: 'put' | 'delete';
  state: string;
  is_confirmed: boolean;
}

function entries(): Promise<Entry[]> {
  return world.database.rows<Entry>(
    `select op, state, confirmed_at is not null as is_confirmed from pds_outbox where did = $1 and collection like '%.like' order by id`,
    [fan.did],
  );
}

const likes = () => world.database.rows('select 1 from likes where did = $1 and track_id = $2', [fan.did, trackId]);
const comments = () => world.database.rows('select text from comments where did = $1', [fan.did]);

/** What the network will say of a write that has arrived. */
async function echo(collection: string): Promise<PutEvent> {
  const [stored] = await world.pds.list(fan.did, collection);
  if (!stored) throw new Error(`no ${collection} in the repository`);
  const rkey = stored.uri.split('/').at(-1) ?? '';
  return { ...told.put(collection, { did: fan.did, rkey, cid: stored.cid }), value: stored.value };
}

describe('CON-09: the echo of what we wrote', () => {
  test('confirms it, once and for all, and makes no second row', async () => {
    await fan.post(`/tracks/${trackId}/like`);
    await world.settled();
    const event = await echo('like');
    expect(await entries()).toEqual([{ op: 'put', state: 'done', is_confirmed: false }]);
    await told.receive(event);
    await told.receive(event);
    expect(await entries()).toEqual([{ op: 'put', state: 'done', is_confirmed: true }]);
    expect(await likes()).toHaveLength(1);
  });

  test('of another version confirms nothing', async () => {
    await fan.post(`/tracks/${trackId}/like`);
    await world.settled();
    await told.receive(told.changed(await echo('like'), {}));
    expect(await entries()).toEqual([{ op: 'put', state: 'done', is_confirmed: false }]);
  });

  test('of a deletion confirms it, and takes nothing away', async () => {
    await fan.post(`/tracks/${trackId}/like`);
    await world.settled();
    const event = await echo('like');
    await fan.delete(`/tracks/${trackId}/like`);
    await world.settled();
    expect(await told.receive(told.gone(event))).toEqual([{ kind: 'known' }]);
    expect((await entries()).at(-1)).toEqual({ op: 'delete', state: 'done', is_confirmed: true });
  });
});

describe('P-DUAL-03: an undone thing never comes back', () => {
  test('by its creation, told of after we deleted it', async () => {
    await fan.post(`/tracks/${trackId}/like`);
    await world.settled();
    const event = await echo('like');
    await fan.delete(`/tracks/${trackId}/like`);
    await world.settled();
    expect(await told.receive(event)).toEqual([{ kind: 'ignored', reason: 'undone' }]);
    expect(await likes()).toEqual([]);
  });

  test('while its deletion waits for a PDS that is away', async () => {
    await fan.post(`/tracks/${trackId}/like`);
    await world.settled();
    const event = await echo('like');
    await world.pds.away({ path: 'deleteRecord' });
    await fan.delete(`/tracks/${trackId}/like`);
    expect(await told.receive(event)).toEqual([{ kind: 'ignored', reason: 'undone' }]);
    await world.pds.resume();
    expect(await likes()).toEqual([]);
  });

  test('but what somebody writes there an hour later is new', async () => {
    await fan.post(`/tracks/${trackId}/like`);
    await world.settled();
    const event = await echo('like');
    await fan.delete(`/tracks/${trackId}/like`);
    await world.settled();
    const later = tidAt((Date.now() + 3_600_000) * 1000);
    expect(await told.receive({ ...event, rev: later })).toEqual([{ kind: 'taken' }]);
    expect(await likes()).toHaveLength(1);
  });
});

describe('an edit by another program while ours is on its way', () => {
  async function pendingEdit(): Promise<{ edit: PutEvent; gone: DeleteEvent }> {
    await fan.post(`/tracks/${trackId}/comments`, { text: 'mine', timestamp_ms: 1 });
    await world.settled();
    const [comment] = await world.database.rows<{ id: number }>('select id from comments where did = $1', [fan.did]);
    const event = await echo('comment');
    await world.pds.fail(503);
    await fan.patch(`/tracks/comments/${comment?.id}`, { text: 'ours' });
    return { edit: told.changed(event, { text: 'theirs' }), gone: told.gone(event) };
  }

  const parked = () =>
    world.database.rows<{ reason: string }>('select reason from parked_records where uri like $1', [
      `at://${fan.did}/%`,
    ]);
  /** What waits after a failure is sent at once. */
  const sendAgain = async () => {
    await world.database.rows(`update pds_outbox set next_attempt_at = now() where state = 'pending'`);
    await world.settled();
  };
  const tryAgain = async () => {
    await world.database.rows('update parked_records set next_try_at = now()');
    await world.get(RetryParkedHandler).run();
  };

  test('waits for ours, which goes over it', async () => {
    const { edit } = await pendingEdit();
    expect(await told.receive(edit)).toEqual([{ kind: 'parked', reason: 'outbox' }]);
    await tryAgain();
    expect(await parked()).toEqual([{ reason: 'outbox' }]);
    await world.pds.resume();
    await sendAgain();
    await tryAgain();
    expect(await parked()).toEqual([]);
    expect(await comments()).toEqual([{ text: 'ours' }]);
  });

  test('counts when ours fails for good', async () => {
    const { edit } = await pendingEdit();
    await told.receive(edit);
    await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'no' } });
    await sendAgain();
    await world.pds.resume();
    await tryAgain();
    expect(await comments()).toEqual([{ text: 'theirs' }]);
  });

  test('and a deletion is undone by it', async () => {
    const { gone } = await pendingEdit();
    expect(await told.receive(gone)).toEqual([{ kind: 'ignored', reason: 'outbox' }]);
    expect(await comments()).toEqual([{ text: 'ours' }]);
    await world.pds.resume();
  });
});

test('ING-07: a deletion by another program is honoured', async () => {
  await fan.post(`/tracks/${trackId}/like`);
  await world.settled();
  const event = await echo('like');
  await told.receive(event);
  expect(await told.receive(told.gone(event, nextTid()))).toEqual([{ kind: 'taken' }]);
  expect(await likes()).toEqual([]);
});
