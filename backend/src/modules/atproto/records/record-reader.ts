import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '../../../common/clock.js';
import { Identity } from '../identity/identity.service.js';
import { Collections } from '../lexicon/collections.js';
import { type Collection, nsidOf } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { ListingEndless } from '../network/network.errors.js';
import { mayHaveMoved } from '../network/moved.rules.js';
import { isRecordMissing, readAnswer } from '../network/pds-answer.js';

export interface ReadRecord {
  uri: string;
  cid: string;
  /** JSON, with the ids of our schemas in production form. Not validated. */
  value: JsonRecord;
}

const PAGE = 100;
/** Of lists with all they can hold, a hundred are more than one answer may have bytes. */
const PAGE_OF_LISTS = 50;
/** A server that always names a next page would keep us for ever. */
const MOST_PAGES = 1_000;
const LONGEST_MS = 15 * MINUTE_MS;

/** Reads records from people's repositories, as anyone may. Never for a page view (CON-01). */
@Injectable()
export class RecordReader {
  constructor(
    private readonly identity: Identity,
    private readonly collections: Collections,
    private readonly network: GuardedFetch,
  ) {}

  /**
   * One record; `null` when the repository has none there.
   * @throws {IdentityUnreachable} or an error of the network, when it could not be found out
   */
  async get(did: string, collection: Collection, rkey: string): Promise<ReadRecord | null> {
    const { pdsUrl } = await this.identity.resolve(did);
    const query = { repo: did, collection: this.collections.nsid(collection), rkey };
    try {
      const record = await this.ask<ReadRecord>(pdsUrl, 'com.atproto.repo.getRecord', query);
      return { ...record, value: this.collections.toProduction(record.value) };
    } catch (error) {
      const mayBeElsewhere = mayHaveMoved(error) && (await this.identity.forget(did));
      if (isRecordMissing(error) && !mayBeElsewhere) return null;
      throw error;
    }
  }

  /**
   * Everything of one collection, a page at a time; the values as they are on the wire. Records of a page may be deleted
   * before the next one is asked for. Fails as {@link get} does, and with {@link ListingEndless}.
   */
  async *list(
    did: string,
    collection: Collection,
    namespace = this.collections.namespace,
  ): AsyncGenerator<ReadRecord[]> {
    const until = Date.now() + LONGEST_MS;
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES && Date.now() < until; pages++) {
      const query = {
        repo: did,
        collection: nsidOf(namespace, collection),
        limit: String(collection === 'list' ? PAGE_OF_LISTS : PAGE),
      };
      const page = await this.askOf<Listing>(did, 'com.atproto.repo.listRecords', {
        ...query,
        ...(cursor && { cursor }),
      });
      if (page.records.length > 0) yield page.records;
      if (!page.cursor) return;
      if (page.cursor === cursor) break;
      cursor = page.cursor;
    }
    throw new ListingEndless(did, collection);
  }

  /** The revision that a repository is at. Fails as {@link get} does. */
  async rev(did: string): Promise<string> {
    const { rev } = await this.askOf<{ rev: string }>(did, 'com.atproto.sync.getLatestCommit', { did });
    return rev;
  }

  private async askOf<T>(did: string, method: string, query: Record<string, string>): Promise<T> {
    const { pdsUrl } = await this.identity.resolve(did);
    try {
      return await this.ask<T>(pdsUrl, method, query);
    } catch (error) {
      if (mayHaveMoved(error)) await this.identity.forget(did);
      throw error;
    }
  }

  private async ask<T>(pdsUrl: string, method: string, query: Record<string, string>): Promise<T> {
    const response = await this.network.fetch(`${pdsUrl}/xrpc/${method}?${new URLSearchParams(query).toString()}`);
    return readAnswer<T>(response, new Date());
  }
}

interface Listing {
  records: ReadRecord[];
  cursor?: string;
}
