import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommentView } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let alice: Person;
let songId: number;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  await bob.put('/preferences/', { allow_comments: true });
});
beforeEach(async () => {
  alice = await world.person('alice');
  songId = await shelve(world, bob);
  await world.settled();
});
afterEach(() => world.pds.resume());
afterAll(() => world.close());

const like = () => alice.post(`/tracks/${songId}/like`);
const unlike = () => alice.delete(`/tracks/${songId}/like`);
const say = (text: string) => alice.post<CommentView>(`/tracks/${songId}/comments`, { text, timestamp_ms: 1 });

/** I3: what alice's rows say is what her repository holds, and the counter of the track is what the rows say. */
async function equal(collection: 'like' | 'comment', expected: number): Promise<void> {
  await world.settled(40_000);
  const table = `${collection}s`;
  const rows = await world.database.rows<{ uri: string; cid: string }>(
    `select uri, cid from ${table} where did = $1 order by uri`,
    [alice.did],
  );
  const records = await world.pds.list(alice.did, collection);
  expect(records.map(({ uri, cid }) => ({ uri, cid }))).toEqual(rows);
  expect(rows).toHaveLength(expected);
  const counted = await world.database.one(`select ${collection}_count as count from tracks where id = $1`, [songId]);
  expect(counted).toEqual({ count: expected });
  expect(
    await world.database.rows(`select id from pds_outbox where did = $1 and state = 'failed'`, [alice.did]),
  ).toEqual([]);
}

describe('I3: twenty quick toggles end equal', () => {
  test('one after the other, ending with a like', async () => {
    for (let turn = 0; turn < 20; turn++) await (turn % 2 ? unlike() : like());
    await like();
    await equal('like', 1);
  });

  test('one after the other, ending without', async () => {
    for (let turn = 0; turn < 20; turn++) await (turn % 2 ? unlike() : like());
    await equal('like', 0);
  });

  test('all at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, turn) => (turn % 2 ? unlike() : like())));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const { body } = await alice.get<{ is_liked: boolean }>(`/tracks/${songId}`);
    await equal('like', body.is_liked ? 1 : 0);
  });

  test('with a PDS that loses answers in between', async () => {
    await world.pds.loseAnswers({ path: 'putRecord', times: 3 });
    for (let turn = 0; turn < 20; turn++) await (turn % 2 ? unlike() : like());
    await like();
    await equal('like', 1);
  });
});

describe('CON-02: a PDS that hangs', () => {
  test('delays no answer, and everything arrives in the end', async () => {
    await world.pds.pause();
    const began = Date.now();
    await like();
    const { body } = await say('while it hangs');
    await alice.patch(`/tracks/comments/${body.id}`, { text: 'still hanging' });
    await unlike();
    await like();
    // Not a figure, but a PDS that is waited for would take its ten seconds for each.
    expect(Date.now() - began).toBeLessThan(10_000);
    await world.pds.resume();
    await equal('like', 1);
    await equal('comment', 1);
    expect(await world.pds.records(alice.did, 'comment')).toMatchObject([{ text: 'still hanging' }]);
  });
});

describe('P-DUAL-02: a PDS that takes a record and loses the answer', () => {
  test('has one like', async () => {
    await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    await like();
    await equal('like', 1);
  });

  test('has no like that was taken back meanwhile', async () => {
    await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    await like();
    await unlike();
    await equal('like', 0);
  });

  test('has one comment, with its last words', async () => {
    await world.pds.loseAnswers({ path: 'putRecord', times: 2 });
    const { body } = await say('first');
    await alice.patch(`/tracks/comments/${body.id}`, { text: 'last' });
    await equal('comment', 1);
    expect(await world.pds.records(alice.did, 'comment')).toMatchObject([{ text: 'last' }]);
  });

  test('has no comment that was deleted meanwhile', async () => {
    await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    const { body } = await say('oh no');
    await alice.delete(`/tracks/comments/${body.id}`);
    await equal('comment', 0);
  });
});

test('CON-02: of an unlike before the like was sent, nothing is sent', async () => {
  await world.pds.pause();
  // Writes of one person go one after the other: the like waits behind the comment.
  await say('first of all');
  await like();
  await unlike();
  const sent = await world.database.rows(
    `select op, state from pds_outbox where did = $1 and collection = $2 and state <> 'cancelled'`,
    [alice.did, world.pds.nsid('like')],
  );
  expect(sent).toEqual([]);
  await world.pds.resume();
  await equal('like', 0);
});
