import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import { Collections } from '../lexicon/collections.js';
import { type Collection, COLLECTIONS, nsidOf } from '../lexicon/collections.rules.js';
import { type ReadRecord, RecordReader } from '../records/record-reader.js';
import { RepositoryUnread } from './migration.errors.js';

/** The namespace that this instance wrote to before (ATPROTO_OLD_APP_NAMESPACE), as far as one is configured. */
@Injectable()
export class OldNamespace {
  readonly name: string | undefined;

  constructor(
    { atprotoOldAppNamespace: old }: Settings,
    collections: Collections,
    private readonly reader: RecordReader,
  ) {
    this.name = old === collections.namespace ? undefined : old;
  }

  nsid(collection: Collection): string | undefined {
    return this.name && nsidOf(this.name, collection);
  }

  /**
   * What somebody still has there, a page at a time.
   * @throws {RepositoryUnread} or what else says that a server is away
   */
  async *records(did: string, collection: Collection): AsyncGenerator<ReadRecord[]> {
    if (!this.name) return;
    try {
      yield* this.reader.list(did, collection, this.name);
    } catch (error) {
      throw error instanceof DomainError ? error : new RepositoryUnread(error);
    }
  }

  /** The keys of somebody's records of one kind. */
  async keys(did: string, collection: Collection): Promise<Set<string>> {
    const keys = new Set<string>();
    for await (const page of this.records(did, collection)) for (const { uri } of page) keys.add(keyOf(uri));
    return keys;
  }

  /** How many records of all kinds. */
  async count(did: string): Promise<number> {
    let count = 0;
    for (const collection of COLLECTIONS) for await (const page of this.records(did, collection)) count += page.length;
    return count;
  }
}

export function keyOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
