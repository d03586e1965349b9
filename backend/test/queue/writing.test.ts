import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { QueueView } from '../../src/modules/queue/queue.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let alice: Person;
let [first, second]: [number, number] = [0, 0];

beforeAll(async () => {
  world = await World.open();
  const bob = await world.artist('bob');
  [first, second] = [await shelve(world, bob), await shelve(world, bob)];
});
afterAll(() => world.close());
beforeEach(async () => {
  alice = await world.person('alice');
});

const read = () => alice.get<QueueView>('/queue/');
const write = (state: object, headers?: Record<string, string>) =>
  alice.call<QueueView>('PUT', '/queue/', { state }, headers);
const entry = (trackId: number, origin = 'manual') => ({ entry_id: randomUUID(), track_id: trackId, origin });

describe('Q-01: a write for a revision', () => {
  test('succeeds when nothing came between', async () => {
    expect(await write({ entries: [entry(first)] }, { 'if-match': '"0"' })).toMatchObject({ body: { revision: 1 } });
    expect(await write({ progress_ms: 1 }, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    });
  });

  test('is refused with the queue that is there when something did', async () => {
    const mine = entry(first);
    await write({ entries: [mine] });
    const refused = await write({ entries: [] }, { 'if-match': '"0"' });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'queue.conflict', revision: 1, state: { entries: [mine] } });
    expect((await read()).body).toMatchObject({ revision: 1, state: { entries: [mine] } });
  });

  test('succeeds for one of many devices at the same moment, the first write included', async () => {
    for (const revision of [0, 1]) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => write({ entries: [entry(second)] }, { 'if-match': `"${revision}"` })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
      expect((await read()).body.revision).toBe(revision + 1);
    }
  });

  test('of no revision in particular always succeeds, and every one counts', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => write({ entries: [entry(second)] })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect((await read()).body.revision).toBe(6);
  });

  test.each(['1', '"x"', 'W/"1"', '*'])('must name it as it is named: %s', async (header) => {
    expect(await write({ entries: [] }, { 'if-match': header })).toMatchObject({
      status: 400,
      body: {
        code: 'queue.bad_if_match',
        detail: 'invalid If-Match header format (expected quoted integer)',
      },
    });
  });
});

test('Q-13: a position is saved without being told the whole queue', async () => {
  const mine = entry(first);
  await write({ entries: [mine] });
  const saved = await write({ progress_ms: 41_000 }, { prefer: 'return=minimal', 'if-match': '"1"' });
  expect(saved).toMatchObject({ status: 204, body: '' });
  expect(saved.headers.get('etag')).toBe('"2"');
  expect((await read()).body).toMatchObject({ revision: 2, state: { entries: [mine], progress_ms: 41_000 } });
});

describe('a write that makes no sense is refused', () => {
  const twin = entry(1);
  test.each<[string, object]>([
    ['more than 1000 entries', { entries: Array.from({ length: 1001 }, () => entry(1)) }],
    ['one entry id twice', { entries: [twin, { ...twin, track_id: 2 }] }],
    ['an entry id that is none', { entries: [{ entry_id: 'x', track_id: 1, origin: 'manual' }] }],
    ['a track that cannot be', { entries: [entry(2 ** 31)] }],
    ['an unknown origin', { entries: [entry(1, 'heaven')] }],
    ['no list', { entries: null }],
    ['an unknown repeat mode', { repeat_mode: 'twice' }],
    ['a place before the start', { progress_ms: -1 }],
    ['half a context', { context: { kind: 'album' } }],
    ['an unknown field', { volume: 11 }],
  ])('%s', async (_, state) => {
    expect(await write(state)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
  });

  test('nothing at all', async () => {
    expect(await alice.put('/queue/', {})).toMatchObject({ status: 422 });
    expect(await alice.put('/queue/', { state: 'x' })).toMatchObject({ status: 422 });
  });
});
