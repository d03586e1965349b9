import { AtpAgent } from '@atproto/api';
import { nextTid } from '../../src/common/ids.js';
import { IngestStatus } from '../../src/modules/atproto/ingest/stream/ingest-status.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

const PATIENCE_MS = 20_000;
const PAUSE_MS = 30;
const MOST_IN_A_COMMIT = 100;

/** A world that listens to its PDS; what is written from now on is heard. */
export async function listeningWorld(settings: Record<string, string> = {}): Promise<World> {
  const world = await World.open({ INGEST_ENABLED: 'true', ...settings });
  try {
    await heard(world);
  } catch (error) {
    await world.close();
    throw error;
  }
  return world;
}

/** Waits until the network is heard. */
export async function heard(world: World): Promise<void> {
  await eventually(() => {
    if (!world.get(IngestStatus).isConnected) throw new Error('the network is not heard');
  });
}

/** Tries until it does not throw any more; then answers what it answered. */
export async function eventually<T>(look: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

type Value = Record<string, unknown>;

/** Another program of the network, signed in by password: it knows the protocol and nothing of us. */
export class OtherClient {
  private constructor(
    private readonly world: World,
    readonly did: string,
    private readonly agent: AtpAgent,
  ) {}

  static async of(world: World, person: Person): Promise<OtherClient> {
    const agent = new AtpAgent({ service: world.pds.url });
    await agent.login({ identifier: person.did, password: person.password });
    return new OtherClient(world, person.did, agent);
  }

  /** Creates a record; `$type` and `createdAt` are filled in. */
  async create(collection: string, value: Value, rkey?: string): Promise<{ uri: string; cid: string }> {
    const nsid = this.world.pds.nsid(collection);
    const record = { $type: nsid, createdAt: new Date().toISOString(), ...value };
    const key = rkey ? { rkey } : {};
    const { data } = await this.agent.com.atproto.repo.createRecord({ ...this.place(nsid), ...key, record });
    return { uri: data.uri, cid: data.cid };
  }

  /** Puts a record in place of the one at this uri. */
  async put(uri: string, value: Value): Promise<{ uri: string; cid: string }> {
    const [nsid = '', rkey = ''] = uri.split('/').slice(3);
    const record = { $type: nsid, createdAt: new Date().toISOString(), ...value };
    const { data } = await this.agent.com.atproto.repo.putRecord({ ...this.place(nsid), rkey, record });
    return { uri: data.uri, cid: data.cid };
  }

  async delete(uri: string): Promise<void> {
    const [nsid = '', rkey = ''] = uri.split('/').slice(3);
    await this.agent.com.atproto.repo.deleteRecord({ ...this.place(nsid), rkey });
  }

  /** So many records, a hundred to a commit; answers their uris. */
  async createMany(collection: string, count: number, value: (n: number) => Value): Promise<string[]> {
    const nsid = this.world.pds.nsid(collection);
    const records = Array.from({ length: count }, (_, n) => ({ rkey: nextTid(), value: value(n) }));
    for (let done = 0; done < count; done += MOST_IN_A_COMMIT) {
      const writes = records.slice(done, done + MOST_IN_A_COMMIT).map((record) => ({
        $type: 'com.atproto.repo.applyWrites#create' as const,
        collection: nsid,
        rkey: record.rkey,
        value: { $type: nsid, createdAt: new Date().toISOString(), ...record.value },
      }));
      await this.agent.com.atproto.repo.applyWrites({ repo: this.did, validate: false, writes });
    }
    return records.map(({ rkey }) => `at://${this.did}/${nsid}/${rkey}`);
  }

  get session(): AtpAgent {
    return this.agent;
  }

  private place(collection: string): { repo: string; collection: string; validate: false } {
    return { repo: this.did, collection, validate: false };
  }
}
