import { Injectable } from '@nestjs/common';
import { Identity } from '../identity/identity.service.js';
import { Collections } from '../lexicon/collections.js';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { mayHaveMoved } from '../network/moved.rules.js';
import { isRecordMissing, readAnswer } from '../network/pds-answer.js';

export interface ReadRecord {
  uri: string;
  cid: string;
  /** JSON, with the ids of our schemas in production form. Not validated. */
  value: JsonRecord;
}

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
    const query = new URLSearchParams({ repo: did, collection: this.collections.nsid(collection), rkey });
    try {
      const response = await this.network.fetch(`${pdsUrl}/xrpc/com.atproto.repo.getRecord?${query.toString()}`);
      const record = await readAnswer<ReadRecord>(response, new Date());
      return { ...record, value: this.collections.toProduction(record.value) };
    } catch (error) {
      const mayBeElsewhere = mayHaveMoved(error) && (await this.identity.forget(did));
      if (isRecordMissing(error) && !mayBeElsewhere) return null;
      throw error;
    }
  }
}
