import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { QueueStateView, QueueView } from '../../src/modules/queue/queue.dto.js';
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
  [first, second, third] = [await shelve(world, bob), await shelve(world, bob), await shelve(world, bob)];
});
afterAll(() => world.close());
beforeEach(async () => {
  alice = await world.person('alice');
});

const write = (state: object) => alice.put<QueueView>('/queue/', { state });
const entry = (trackId: number, origin = 'manual') => ({ entry_id: randomUUID(), track_id: trackId, origin });
const fileOf = async (id: number) => (await alice.get<{ file_id: string }>(`/tracks/${id}`)).body.file_id;

describe('api.md §10: the compatible form', () => {
  const compatible = async (...ids: number[]) => Promise.all(ids.map(fileOf));

  test('is derived from the entries', async () => {
    const entries = [entry(first), entry(second), entry(first)];
    const { state } = (await write({ entries, current_entry_id: entries[2]?.entry_id })).body;
    const [one, two] = await compatible(first, second);
    expect(state).toMatchObject({ track_ids: [one, two, one], current_index: 2, current_track_id: one });
  });

  test('rule 1: is ignored beside entries', async () => {
    const [two] = await compatible(second);
    const mine = entry(first);
    expect((await write({ entries: [mine], track_ids: [two], current_index: 7 })).body.state).toMatchObject({
      entries: [mine],
      current_index: 0,
    });
  });

  test('rule 2: keeps the entries it names, makes one for the rest, and drops what nobody has', async () => {
    const entries = [entry(first, 'context'), entry(second)];
    await write({ entries, repeat_mode: 'all', context: { kind: 'tag', id: 'ambient', label: 'ambient' } });
    const [one, two, three] = await compatible(first, second, third);
    const { body } = await write({
      track_ids: [two, randomUUID(), 'no file id', three, one],
      current_index: 4,
      current_track_id: one,
      shuffle: true,
      original_order_ids: [one, two, three],
      auto_advance: true,
    });
    const added = body.state.entries[1];
    expect(body.state).toMatchObject({
      entries: [entries[1], { track_id: third, origin: 'manual' }, entries[0]],
      current_entry_id: entries[0]?.entry_id,
      original_entry_ids: [entries[0]?.entry_id, entries[1]?.entry_id, added?.entry_id],
      shuffle: true,
      repeat_mode: 'all',
      context: { label: 'ambient' },
    });
    expect(body.tracks.map(({ id }) => id)).toEqual([second, third, first]);
  });

  test('rule 2: two tracks with the same sound stay two', async () => {
    const twin = await shelve(world, bob, { title: 'twin' });
    await world.database.rows(
      `update audio_files set sha256 = decode(repeat('ab', 32), 'hex') where id in (
         select audio_file_id from track_audio where track_id in ($1, $2))`,
      [twin, third],
    );
    const { body } = await write({ track_ids: await compatible(twin, third, twin) });
    expect(body.tracks.map(({ id }) => id)).toEqual([twin, third, twin]);
  });

  test('rule 3: drops what the writer may not see', async () => {
    const secret = await shelve(world, bob, { visibility: 'private' });
    const hidden = (await bob.get<{ file_id: string }>(`/tracks/${secret}`)).body.file_id;
    const [one] = await compatible(first);
    const { state } = (await write({ track_ids: [hidden, one], current_index: 1 })).body;
    expect(state).toMatchObject({ track_ids: [one], current_index: 0 });
  });

  test('rule 4: the place in a track stays with its entry', async () => {
    const entries = [entry(first), entry(second)];
    await write({ entries, current_entry_id: entries[1]?.entry_id, progress_ms: 30_000 });
    const [one, two] = await compatible(first, second);
    expect((await write({ track_ids: [two, one], current_index: 0 })).body.state.progress_ms).toBe(30_000);
    expect((await write({ track_ids: [two, one], current_index: 1 })).body.state.progress_ms).toBe(0);
  });

  test('written back as it was read changes nothing but the revision', async () => {
    const entries = [entry(first), entry(first), entry(second)];
    const before = (await write({ entries, current_entry_id: entries[1]?.entry_id, repeat_mode: 'none' })).body.state;
    const { track_ids, current_index, current_track_id, shuffle, original_order_ids, auto_advance } = before;
    const form: Partial<QueueStateView> = {
      track_ids,
      current_index,
      current_track_id,
      shuffle,
      original_order_ids,
      auto_advance,
    };
    expect((await write(form)).body).toMatchObject({ revision: 2, state: before });
  });
});
