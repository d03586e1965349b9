import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { QueueView } from '../../src/modules/queue/queue.dto.js';
import { Events } from '../../src/platform/events/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let alice: Person;
let [first, second, third]: [number, number, number] = [0, 0, 0];

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  [first, second, third] = [
    await shelve(world, bob, { title: 'first' }),
    await shelve(world, bob, { title: 'second' }),
    await shelve(world, bob, { title: 'third' }),
  ];
});
afterAll(() => world.close());
beforeEach(async () => {
  alice = await world.person('alice');
});

const read = (headers?: Record<string, string>) => alice.get<QueueView>('/queue/', headers);
const write = (state: object, headers?: Record<string, string>) =>
  alice.call<QueueView>('PUT', '/queue/', { state }, headers);
const entry = (trackId: number, origin = 'manual') => ({ entry_id: randomUUID(), track_id: trackId, origin });

describe('Q-01: a queue', () => {
  test('is empty for who never had one, with the preference for what follows a track', async () => {
    await alice.patch('/preferences', { auto_advance: false });
    const answer = await read();
    expect(answer.headers.get('etag')).toBe('"0"');
    expect(answer.body).toEqual({
      state: {
        entries: [],
        current_entry_id: null,
        progress_ms: 0,
        repeat_mode: 'off',
        shuffle: false,
        original_entry_ids: [],
        auto_advance: false,
        context: null,
        track_ids: [],
        current_index: 0,
        current_track_id: null,
        original_order_ids: [],
      },
      revision: 0,
      tracks: [],
    });
  });

  test('comes back as it was written, on another device too', async () => {
    const entries = [entry(first, 'context'), entry(second), entry(first)];
    const state = {
      entries,
      current_entry_id: entries[1]?.entry_id,
      progress_ms: 12_345,
      repeat_mode: 'one',
      shuffle: true,
      original_entry_ids: [entries[2]?.entry_id, entries[0]?.entry_id],
      auto_advance: false,
      context: { kind: 'album', id: randomUUID(), label: 'road songs' },
    };
    const written = await write(state);
    expect(written).toMatchObject({ status: 200, body: { revision: 1, state } });
    expect(written.headers.get('etag')).toBe('"1"');
    const phone = alice.elsewhere();
    await phone.signIn();
    expect((await phone.get('/queue')).body).toEqual(written.body);
  });

  test('is 304 for who has its revision, and whole for who has an older one', async () => {
    await write({ entries: [entry(first)] });
    const known = await read({ 'if-none-match': '"1"' });
    expect(known).toMatchObject({ status: 304, body: '' });
    expect(known.headers.get('etag')).toBe('"1"');
    await write({ progress_ms: 5000 });
    expect(await read({ 'if-none-match': '"1"' })).toMatchObject({ status: 200, body: { revision: 2 } });
  });

  test('is one’s own, and nobody’s without a sign-in', async () => {
    await write({ entries: [entry(first)] });
    expect((await bob.get<QueueView>('/queue/')).body.state.entries).toEqual([]);
    expect(await world.visitor().get('/queue/')).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    expect(await world.visitor().put('/queue/', { state: {} })).toMatchObject({ status: 401 });
  });
});

describe('Q-02: its tracks', () => {
  test('are one for each entry, in the same order, as they are now', async () => {
    const spare = await shelve(world, bob, { title: 'before' });
    await write({ entries: [entry(third), entry(spare), entry(third)] });
    await world.database.rows('update tracks set title = $2 where id = $1', [spare, 'after']);
    const { tracks } = (await read()).body;
    expect(tracks.map(({ id, title }) => [id, title])).toEqual([
      [third, 'third'],
      [spare, 'after'],
      [third, 'third'],
    ]);
  });

  test('that were deleted or hidden are left out, and the current entry moves on', async () => {
    const [gone, hidden] = [await shelve(world, bob), await shelve(world, bob)];
    const entries = [entry(first), entry(gone), entry(hidden), entry(second)];
    await write({ entries, current_entry_id: entries[1]?.entry_id, progress_ms: 900 });
    await world.database.rows('update tracks set deleted_at = now() where id = $1', [gone]);
    await world.database.rows(`update tracks set visibility = 'private' where id = $1`, [hidden]);
    const { state, tracks } = (await read()).body;
    expect(state).toMatchObject({
      entries: [entries[0], entries[3]],
      current_entry_id: entries[3]?.entry_id,
      progress_ms: 0,
      current_index: 1,
    });
    expect(tracks.map(({ id }) => id)).toEqual([first, second]);
    expect(state.track_ids).toEqual(tracks.map(({ file_id }) => file_id));
  });

  test('GEN-06: of others that are private never show, whoever names them; one’s own do', async () => {
    const secret = await shelve(world, bob, { visibility: 'private' });
    expect((await write({ entries: [entry(secret)] })).body).toMatchObject({ state: { entries: [] }, tracks: [] });
    const own = await bob.put<QueueView>('/queue/', { state: { entries: [entry(secret)] } });
    expect(own.body.tracks).toMatchObject([{ id: secret, visibility: 'private' }]);
  });

  test('of the longest queue are all there', async () => {
    const entries = Array.from({ length: 1000 }, () => entry(first));
    expect((await write({ entries })).body.tracks).toHaveLength(1000);
  });
});

describe('Q-03: what is kept of a queue in a process', () => {
  test('is dropped when another process writes it', async () => {
    await write({ entries: [entry(first)] });
    await read();
    await world.database.rows(`update queue_states set revision = 7 where did = $1`, [alice.did]);
    // Exactly what another process does after its write.
    const heard = new Promise((resolve) => world.get(Events).signals('queue.changed', resolve));
    await world.database.rows(`select pg_notify('plyr_signals', $1)`, [
      JSON.stringify(['queue.changed', { did: alice.did }]),
    ]);
    expect(await heard).toEqual({ did: alice.did });
    expect((await read()).body.revision).toBe(7);
  });

  test('costs one conflict when that news was lost', async () => {
    await write({ entries: [entry(first)] });
    await read();
    await world.database.rows(`update queue_states set revision = 7 where did = $1`, [alice.did]);
    const refused = await write({ progress_ms: 1 }, { 'if-match': '"1"' });
    expect(refused).toMatchObject({ status: 409, body: { revision: 7 } });
    expect((await read()).body.revision).toBe(7);
  });
});

test('Q-12: the table of queues is cleaned early, because it is rewritten all the time', async () => {
  const [table] = await world.database.rows<{ reloptions: string[] }>(
    `select reloptions from pg_class where relname = 'queue_states'`,
  );
  expect(table?.reloptions).toContain('autovacuum_vacuum_scale_factor=0.05');
});
