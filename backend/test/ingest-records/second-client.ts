import { AtpAgent } from '@atproto/api';
import { nextTid } from '../../src/common/ids.js';
import type { Outcome, RepoEvent } from '../../src/modules/atproto/ingest/repo-event.js';
import { Intake } from '../../src/modules/atproto/index.js';
import type { RecordSource } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';

export type Put = Extract<RepoEvent, { kind: 'put' }> & { uri: string };
export type Gone = Extract<RepoEvent, { kind: 'delete' }>;

/** Another program of the network: it writes into repositories as the protocol has it, and knows nothing of us. */
export class SecondClient {
  private constructor(
    private readonly world: World,
    private readonly agent: AtpAgent,
    readonly did: string,
  ) {}

  static async open(world: World, { did, handle, password }: Person): Promise<SecondClient> {
    const agent = new AtpAgent({ service: world.pds.url });
    await agent.login({ identifier: handle, password });
    return new SecondClient(world, agent, did);
  }

  /** Writes a record, new or over another; answers the event by which the network tells of it. */
  async write(collection: string, record: object, rkey = nextTid()): Promise<Put> {
    const place = { repo: this.did, collection: this.world.pds.nsid(collection), rkey };
    const value = { $type: place.collection, ...record };
    const { data } = await this.agent.com.atproto.repo.putRecord({ ...place, record: value, validate: false });
    return this.told(collection, rkey, data.cid, data.commit?.rev ?? '');
  }

  async delete({ collection, rkey }: Pick<Put, 'collection' | 'rkey'>): Promise<Gone> {
    const { data } = await this.agent.com.atproto.repo.deleteRecord({ repo: this.did, collection, rkey });
    return { kind: 'delete', did: this.did, collection, rkey, rev: data.commit?.rev ?? '' };
  }

  /** The blob as a record refers to it, in JSON. */
  async blob(bytes: Uint8Array, mimeType = 'audio/mpeg'): Promise<object> {
    const { data } = await this.agent.com.atproto.repo.uploadBlob(bytes, { encoding: mimeType });
    return data.blob.ipld();
  }

  /** The event of the version that the repository holds now, as it comes over the wire. */
  async told(collection: string, rkey: string, cid?: string, rev?: string): Promise<Put> {
    const nsid = this.world.pds.nsid(collection);
    const query = new URLSearchParams({ repo: this.did, collection: nsid, rkey });
    const response = await fetch(`${this.world.pds.url}/xrpc/com.atproto.repo.getRecord?${query.toString()}`);
    const found = (await response.json()) as { uri: string; cid: string; value: Record<string, unknown> };
    const event = { did: this.did, collection: nsid, rkey, rev: rev ?? nextTid(), cid: cid ?? found.cid };
    return { kind: 'put', uri: found.uri, value: found.value, ...event };
  }
}

/** Tells the product of these events, in this order and in one go. */
export function hear(world: World, events: readonly RepoEvent[], source: RecordSource = 'stream'): Promise<Outcome[]> {
  return world.get(Intake).receive(events, { source });
}

/** A strong reference to a record. */
export function subject({ uri, cid }: Pick<Put, 'uri' | 'cid'>): { uri: string; cid: string } {
  return { uri, cid };
}

const NOW = () => new Date().toISOString();

export const like = (of: Pick<Put, 'uri' | 'cid'>): object => ({ subject: subject(of), createdAt: NOW() });

export const comment = (on: Pick<Put, 'uri' | 'cid'>, text: string, timestampMs = 1_000): object => ({
  subject: subject(on),
  text,
  timestampMs,
  createdAt: NOW(),
});

/** A track as another client publishes it, but for its audio. */
export const track = (title: string, more: object = {}): object => ({
  title,
  artist: 'Ilse',
  fileType: 'mp3',
  createdAt: NOW(),
  ...more,
});
