import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { ORDER_OF_INTAKE } from '../ingest/intake.rules.js';
import { Collections } from '../lexicon/collections.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { PdsRefusal, readAnswer } from '../network/pds-answer.js';

interface Page {
  repos: { did: string }[];
  cursor?: string;
}

const PER_PAGE = '500';

/** Asks a relay or a PDS whose repositories there are. */
@Injectable()
export class Hosts {
  constructor(
    private readonly network: GuardedFetch,
    private readonly collections: Collections,
    private readonly settings: Settings,
  ) {}

  /**
   * Each DID once: of a relay those that have records of ours, of a PDS all. Without an origin the host of the firehose
   * is asked, which in development is the local PDS.
   * @throws {PdsRefusal} when the host is neither
   */
  async *dids(origin = originOf(this.settings.ingestFirehoseUrl)): AsyncGenerator<string> {
    const seen = new Set<string>();
    for await (const did of (await this.knowsCollections(origin)) ? this.withOurs(origin) : this.all(origin)) {
      if (seen.has(did)) continue;
      seen.add(did);
      yield did;
    }
  }

  private async *withOurs(origin: string): AsyncGenerator<string> {
    for (const name of ORDER_OF_INTAKE) {
      const query = { collection: this.collections.nsid(name) };
      yield* this.pages(origin, 'com.atproto.sync.listReposByCollection', query);
    }
  }

  /** A relay would name everybody on the network, so only a PDS is asked this. */
  private async *all(origin: string): AsyncGenerator<string> {
    await this.ask(origin, 'com.atproto.server.describeServer', {});
    yield* this.pages(origin, 'com.atproto.sync.listRepos', {});
  }

  private async *pages(origin: string, method: string, query: Record<string, string>): AsyncGenerator<string> {
    let cursor: string | undefined;
    do {
      const page = await this.ask<Page>(origin, method, { ...query, limit: PER_PAGE, ...(cursor && { cursor }) });
      for (const { did } of page.repos) yield did;
      cursor = page.repos.length > 0 ? page.cursor : undefined;
    } while (cursor);
  }

  private async knowsCollections(origin: string): Promise<boolean> {
    const query = { collection: this.collections.nsid('track'), limit: '1' };
    try {
      await this.ask(origin, 'com.atproto.sync.listReposByCollection', query);
      return true;
    } catch (error) {
      if (error instanceof PdsRefusal) return false;
      throw error;
    }
  }

  private async ask<T>(origin: string, method: string, query: Record<string, string>): Promise<T> {
    const answer = await this.network.fetch(`${origin}/xrpc/${method}?${new URLSearchParams(query).toString()}`);
    return readAnswer<T>(answer, new Date());
  }
}

function originOf(firehose: string): string {
  return new URL(firehose.replace(/^ws/, 'http')).origin;
}
