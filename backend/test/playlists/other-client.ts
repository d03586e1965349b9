import type { Outcome, RepoEvent } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';
import { hear, SecondClient } from '../ingest-records/second-client.js';
import type { Song } from './lists.js';

/** Another program of the network that writes lists in the name of somebody. */
export class OtherClient {
  private constructor(
    private readonly world: World,
    private readonly client: SecondClient,
  ) {}

  static async of(world: World, person: Person): Promise<OtherClient> {
    return new OtherClient(world, await SecondClient.open(world, person));
  }

  /** Writes a list; answers what the network will say of it. */
  put(uri: string, list: { items: Pick<Song, 'uri' | 'cid'>[] } & Record<string, unknown>): Promise<RepoEvent> {
    const items = list.items.map(({ uri, cid }) => ({ subject: { uri, cid } }));
    const record = { createdAt: '2026-05-01T10:00:00.000Z', ...list, items };
    return this.client.write('list', record, keyOf(uri));
  }

  delete(uri: string): Promise<RepoEvent> {
    return this.client.delete({ collection: this.world.pds.nsid('list'), rkey: keyOf(uri) });
  }

  /** What the network would say of a list that is there, as of the version that we know. */
  async echo(uri: string, { cid, rev }: { cid: string; rev: string }): Promise<RepoEvent> {
    return this.client.told('list', keyOf(uri), cid, rev);
  }

  /** The network tells of these, in this order. */
  tell(...events: RepoEvent[]): Promise<Outcome[]> {
    return hear(this.world, events);
  }
}

function keyOf(uri: string): string {
  return uri.split('/').at(-1) ?? '';
}
