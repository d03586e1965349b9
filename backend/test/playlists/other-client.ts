import { AtpAgent } from '@atproto/api';
import { Intake, type Outcome, type RepoEvent } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';
import type { Song } from './lists.js';

/** Another program of the network in the name of somebody; it knows the protocol and nothing of us. */
export class OtherClient {
  private constructor(
    private readonly world: World,
    private readonly agent: AtpAgent,
    private readonly did: string,
  ) {}

  static async of(world: World, person: Person): Promise<OtherClient> {
    const agent = new AtpAgent({ service: world.pds.url });
    await agent.login({ identifier: person.handle, password: person.password });
    return new OtherClient(world, agent, person.did);
  }

  /** Writes a list; answers what the network will say of it. */
  async put(uri: string, list: { items: Pick<Song, 'uri' | 'cid'>[] } & Record<string, unknown>): Promise<RepoEvent> {
    const [collection, rkey] = this.place(uri);
    const items = list.items.map(({ uri, cid }) => ({ subject: { uri, cid } }));
    const value = { $type: collection, createdAt: '2026-05-01T10:00:00.000Z', ...list, items };
    const { data } = await this.agent.com.atproto.repo.putRecord({ repo: this.did, collection, rkey, record: value });
    const rev = data.commit?.rev ?? '';
    return { kind: 'put', did: this.did, collection, rkey, rev, cid: data.cid, value };
  }

  async delete(uri: string): Promise<RepoEvent> {
    const [collection, rkey] = this.place(uri);
    const { data } = await this.agent.com.atproto.repo.deleteRecord({ repo: this.did, collection, rkey });
    return { kind: 'delete', did: this.did, collection, rkey, rev: data.commit?.rev ?? '' };
  }

  /** The network tells of these, in this order. */
  tell(...events: RepoEvent[]): Promise<Outcome[]> {
    return this.world.get(Intake).receive(events, { source: 'stream' });
  }

  private place(uri: string): [string, string] {
    const [, , , collection = '', rkey = ''] = uri.split('/');
    return [collection, rkey];
  }
}
