import type { Control, Weather } from './control.js';
import type { Network } from './services.js';

const PAGE = 100;

export interface StoredRecord<T = Record<string, unknown>> {
  uri: string;
  cid: string;
  value: T;
}

/** The PDS as a stranger on the network sees it, and the ways it can go wrong. */
export class WorldPds {
  constructor(
    private readonly network: Network,
    private readonly control: Control,
    private readonly namespace: string,
  ) {}

  get url(): string {
    return this.network.pdsUrl;
  }

  /** The values of a collection in the order of their keys; `track` is short for the collection in our namespace. */
  async records<T = Record<string, unknown>>(did: string, collection: string): Promise<T[]> {
    return (await this.list<T>(did, collection)).map(({ value }) => value);
  }

  /** The same with address and cid. */
  async list<T = Record<string, unknown>>(did: string, collection: string): Promise<StoredRecord<T>[]> {
    const found: StoredRecord<T>[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        repo: did,
        collection: this.nsid(collection),
        limit: String(PAGE),
        reverse: 'true',
      });
      if (cursor) query.set('cursor', cursor);
      const page = await this.ask<{ records: StoredRecord<T>[]; cursor?: string }>(
        'com.atproto.repo.listRecords',
        query,
      );
      found.push(...page.records);
      cursor = page.records.length === PAGE ? page.cursor : undefined;
    } while (cursor);
    return found;
  }

  /** The bytes of a blob, as any other server of the network fetches them. */
  async blob(did: string, cid: string): Promise<Buffer> {
    const response = await fetch(
      `${this.url}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid }).toString()}`,
    );
    if (!response.ok) throw new Error(`getBlob: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  nsid(collection: string): string {
    return collection.split('.').length > 2 ? collection : `${this.namespace}.${collection}`;
  }

  /** Nothing listens any more. */
  away(where: Where = {}): Promise<void> {
    return this.control.weather({ kind: 'away', ...where });
  }

  /** Requests are taken and never answered. */
  pause(where: Where = {}): Promise<void> {
    return this.control.weather({ kind: 'hung', ...where });
  }

  /** Requests are refused and do nothing. */
  fail(status = 500, where: Where & Pick<Weather, 'headers' | 'body'> = {}): Promise<void> {
    return this.control.weather({ kind: 'failing', status, ...where });
  }

  /** Requests do their work, and the answer is lost on the way back. */
  loseAnswers(where: Where = {}): Promise<void> {
    return this.control.weather({ kind: 'deaf', ...where });
  }

  slow(delayMs: number, where: Where = {}): Promise<void> {
    return this.control.weather({ kind: 'slow', delayMs, ...where });
  }

  /** As if nothing had happened. */
  resume(): Promise<void> {
    return this.control.weather({ kind: 'fair' });
  }

  private async ask<T>(method: string, query: URLSearchParams): Promise<T> {
    const response = await fetch(`${this.url}/xrpc/${method}?${query.toString()}`);
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Which requests: those whose path holds this text, and only so many of them. */
export type Where = Pick<Weather, 'path' | 'times'>;
