import { expect } from '@jest/globals';
import { ConsistencyAudit, type Scope } from '../../src/modules/health/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { hear, type Put, SecondClient, track } from '../ingest-records/second-client.js';
import { cover, published, song } from '../tracks/uploading.js';

/** A product in which rows, records and bytes agree; each story plants one fault in it, and takes it away again. */
export class Agreeing {
  private constructor(
    readonly world: World,
    /** Has two tracks on an album. */
    readonly bob: Person,
    /** Likes both, commented one, and has it on a playlist. */
    readonly alice: Person,
    readonly ilse: SecondClient,
    /** The track that everything is about. */
    readonly track: { id: number; uri: string },
    /** One of ilse's, whose audio lies in her repository. */
    readonly foreign: Put,
    readonly sound: Uint8Array,
  ) {}

  static async open(): Promise<Agreeing> {
    const world = await World.open();
    const [bob, alice] = [await world.artist('bob'), await world.artist('alice')];
    const id = await published(bob, { title: 'sound', album: 'Rooms', tags: ['tape'], image: await cover() });
    const other = await published(bob, { title: 'other', album: 'Rooms' });
    await bob.patch('/preferences/', { allow_comments: true });
    for (const liked of [id, other]) await alice.post(`/tracks/${liked}/like`);
    await alice.post(`/tracks/${id}/comments`, { text: 'here', timestamp_ms: 1_000 });
    const { body } = await alice.post<{ id: string }>('/lists/playlists', { name: 'for the road' });
    await alice.post(`/lists/playlists/${body.id}/tracks`, { track_id: id });
    const ilse = await SecondClient.open(world, await world.stranger('ilse'));
    const sound = (await song('mp3')).bytes;
    const foreign = await ilse.write('track', track('from elsewhere', { audioBlob: await ilse.blob(sound) }));
    await hear(world, [foreign]);
    await world.settled();
    const row = await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [id]);
    return new Agreeing(world, bob, alice, ilse, { id, uri: row?.uri ?? '' }, foreign, sound);
  }

  sql(text: string, params: unknown[] = []): Promise<unknown> {
    return this.world.database.rows(text, params);
  }

  async one<T>(text: string, params: unknown[] = []): Promise<T> {
    const row = await this.world.database.one<T>(text, params);
    if (!row) throw new Error(`no row: ${text}`);
    return row;
  }

  async faults(scope: Partial<Scope> = {}): Promise<string[]> {
    const found = await this.world.get(ConsistencyAudit).run({ offline: false, ...scope }, 0);
    return found.map(({ invariant, subject, what }) => `${invariant} ${what}: ${subject}`);
  }

  /** Finds exactly this while the fault is there, and nothing when it is mended. */
  async finds(expected: string[], plant: () => Promise<unknown>, mend: () => Promise<unknown>): Promise<void> {
    await plant();
    try {
      expect((await this.faults()).toSorted()).toEqual(expected.toSorted());
    } finally {
      await mend();
    }
    expect(await this.faults()).toEqual([]);
  }

  /** Plants and mends one value of a row. */
  setting(table: string, key: string, keyValue: unknown, column: string, wrong: string, right: string) {
    const set = (value: string) => () =>
      this.sql(`update ${table} set ${column} = ${value} where ${key} = $1`, [keyValue]);
    return [set(wrong), set(right)] as const;
  }
}
