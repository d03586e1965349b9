import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Retried, UnfinishedWritesPage } from '../../src/modules/account/sync.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  await world.settled();
});
afterEach(() => world.pds.resume());
afterAll(() => world.close());

/** Bob changes a track of his: one write that waits for his PDS. */
async function edited(title: string): Promise<number> {
  const track = await shelve(world, bob);
  expect(await bob.patch(`/tracks/${track}`, { title })).toMatchObject({ status: 200 });
  return track;
}

const recorded = async () => (await world.pds.records(bob.did, 'track')).map(({ title }) => title).sort();
const unfinished = async (who: Person, query = '') =>
  (await who.get<UnfinishedWritesPage>(`/account/sync${query}`)).body;

/** Waits until what is unfinished looks like this. */
async function until(who: Person, isSo: (page: UnfinishedWritesPage) => boolean): Promise<UnfinishedWritesPage> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const page = await unfinished(who);
    if (isSo(page)) return page;
    if (Date.now() > deadline) throw new Error(`did not get there: ${JSON.stringify(page)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('CON-10: nothing is unfinished when all is written', async () => {
  expect(await unfinished(bob)).toEqual({ items: [], next_cursor: null, has_more: false });
  expect((await bob.post<Retried>('/account/sync/retry')).body).toEqual({ retried: 0 });
});

test('CON-10: what the PDS refuses is said with its reason, and written when asked for again', async () => {
  await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'no room for this' } });
  const track = await edited('first');
  const { items } = await until(bob, (page) => page.items[0]?.state === 'failed');
  const [write] = items;
  expect(items).toEqual([
    {
      id: expect.any(Number),
      op: 'put',
      collection: world.pds.nsid('track'),
      uri: expect.stringContaining(`at://${bob.did}/${world.pds.nsid('track')}/`),
      about: 'first',
      state: 'failed',
      waiting: null,
      attempts: 1,
      last_error: expect.stringContaining('no room for this'),
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    },
  ]);
  // CON-02: the row is kept, and says that its record is behind.
  expect(await bob.get(`/tracks/${track}`)).toMatchObject({ body: { title: 'first', sync_state: 'failed' } });

  await world.pds.resume();
  const retry = async (who: Person, ids: unknown) =>
    (await who.post<Retried>('/account/sync/retry', { ids })).body.retried;
  expect(await retry(alice, [write?.id])).toBe(0);
  expect(await retry(bob, [9_999_999])).toBe(0);
  expect(await retry(bob, [write?.id])).toBe(1);
  await world.settled();
  expect(await unfinished(bob)).toMatchObject({ items: [] });
  expect(await recorded()).toEqual(['first']);
  expect(await bob.get(`/tracks/${track}`)).toMatchObject({ body: { sync_state: 'synced' } });
});

test('CON-10: many are shown in pages, newest first, and only to whose they are', async () => {
  await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'full' } });
  for (const title of ['second', 'third', 'fourth']) await edited(title);
  const all = await until(bob, ({ items }) => items.filter(({ state }) => state === 'failed').length === 3);
  const first = await unfinished(bob, '?limit=2');
  expect(first).toMatchObject({ has_more: true, items: all.items.slice(0, 2) });
  const second = await unfinished(bob, `?limit=2&cursor=${encodeURIComponent(first.next_cursor ?? '')}`);
  expect(second).toEqual({ items: all.items.slice(2), has_more: false, next_cursor: null });
  expect(await unfinished(alice)).toMatchObject({ items: [] });

  await world.pds.resume();
  // Without ids: all of one's own.
  expect((await bob.post<Retried>('/account/sync/retry', {})).body).toEqual({ retried: 3 });
  await world.settled();
  expect(await recorded()).toEqual(['first', 'fourth', 'second', 'third']);
});

test('CON-10: a write is called by what it is about, unless that is not for its owner to see', async () => {
  const track = await shelve(world, bob);
  await bob.put('/preferences/', { allow_comments: true });
  await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'full' } });
  expect(await alice.post(`/tracks/${track}/like`)).toMatchObject({ status: 200 });
  expect(await alice.post(`/tracks/${track}/comments`, { text: 'yes', timestamp_ms: 0 })).toMatchObject({
    status: 200,
  });
  expect(await alice.post('/lists/playlists', { name: 'evenings' })).toMatchObject({ status: 200 });
  const abouts = async () => (await unfinished(alice)).items.map(({ about }) => about).sort();
  const { title } = (await bob.get<{ title: string }>(`/tracks/${track}`)).body;
  // The fourth is the list of what she likes.
  expect(await abouts()).toEqual([...['evenings', title, title].sort(), null]);
  await world.database.rows(`update tracks set moderation = 'takedown' where id = $1`, [track]);
  expect(await abouts()).toEqual(['evenings', null, null, null]);
  await world.settled();
  await world.pds.resume();
  await alice.post('/account/sync/retry');
  await world.settled();
  expect(await unfinished(alice)).toMatchObject({ items: [] });
});

test('CON-10: while the PDS is away, what is on its way is told', async () => {
  await world.pds.fail(503, { path: 'putRecord' });
  await edited('fifth');
  const { items } = await until(bob, ({ items: [write] }) => write?.state === 'pending' && write.last_error !== null);
  expect(items).toMatchObject([{ op: 'put', attempts: expect.any(Number), last_error: expect.any(String) }]);
  // It is not failed, so there is nothing to ask for again: it comes by itself.
  expect((await bob.post<Retried>('/account/sync/retry')).body).toEqual({ retried: 0 });
  await world.pds.resume();
  await world.settled();
  expect(await unfinished(bob)).toMatchObject({ items: [] });
  expect(await recorded()).toContain('fifth');
});

test('CON-10: for guests there is nothing, and what makes no sense is said so', async () => {
  const guest = world.visitor();
  expect(await guest.get('/account/sync')).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  expect(await guest.post('/account/sync/retry')).toMatchObject({ status: 401 });
  expect(await alice.get('/account/sync?cursor=nonsense')).toMatchObject({
    status: 400,
    body: { code: 'request.invalid_cursor' },
  });
  expect(await alice.get('/account/sync?limit=0')).toMatchObject({ status: 422 });
  for (const body of [{ ids: ['x'] }, { ids: 1 }, { ids: [0] }, { all: true }])
    expect(await alice.post('/account/sync/retry', body)).toMatchObject({ status: 422 });
});
