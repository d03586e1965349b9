import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { SECOND_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { Collections } from '../lexicon/collections.js';
import { type Collection, nsidOf, PRODUCTION_NAMESPACE } from '../lexicon/collections.rules.js';
import { type JsonRecord, mergeRecord } from '../lexicon/merge.rules.js';
import { validateRecord } from '../lexicon/validate-record.js';
import type { RecordBuilder } from '../records/record-builder.js';
import type { OutboxEntry } from './outbox-entry.entity.js';
import { RemoteRepo, type StoredRecord } from './remote-repo.js';
import type { RepoAgent } from './repo-access.js';

export interface PutResult {
  cid: string;
  rev: string | null;
  /** The version that was replaced. */
  swapCid: string | null;
  record: JsonRecord;
}

/** Makes one entry true in the repository; throws when it cannot. Doing it again changes nothing. */
@Injectable()
export class Publisher {
  constructor(
    private readonly settings: Settings,
    private readonly collections: Collections,
  ) {}

  /**
   * Puts the record of an entry over the one that is there. Reading first makes a retry whose answer was lost find its
   * own work. `null` when there is nothing to put any more.
   */
  async put(
    entry: OutboxEntry,
    collection: Collection,
    builder: RecordBuilder,
    agent: RepoAgent,
  ): Promise<PutResult | null> {
    const repo = this.repo(entry, agent);
    const current = await repo.get(entry);
    const built = entry.record ?? (await this.build(entry, builder, current));
    if (!built) return null;
    const record = this.outgoing(collection, built, current);
    if (current && isUnchanged(record, current.value))
      return { cid: current.cid, rev: null, swapCid: current.cid, record };
    const written = await repo.put(entry, record, current?.cid ?? null);
    return { ...written, swapCid: current?.cid ?? null, record };
  }

  async delete(entry: OutboxEntry, agent: RepoAgent): Promise<void> {
    await this.repo(entry, agent).delete(entry);
  }

  private repo(entry: OutboxEntry, agent: RepoAgent): RemoteRepo {
    return new RemoteRepo(entry.did, agent, this.settings.pdsTimeoutSeconds * SECOND_MS);
  }

  private async build(
    entry: OutboxEntry,
    builder: RecordBuilder,
    current: StoredRecord | undefined,
  ): Promise<JsonRecord | null> {
    const about = { table: entry.subjectTable, current: current && this.collections.toProduction(current.value) };
    const built = await builder.build(entry.subjectKey, about);
    // As it will be on the wire: without fields that are undefined, with dates as text.
    return built && (JSON.parse(JSON.stringify(built)) as JsonRecord);
  }

  private outgoing(collection: Collection, built: JsonRecord, current: StoredRecord | undefined): JsonRecord {
    const ours = this.collections.fromProduction({ ...built, $type: nsidOf(PRODUCTION_NAMESPACE, collection) });
    const record = mergeRecord(collection, current?.value, ours);
    validateRecord(collection, this.collections.toProduction(record));
    return record;
  }
}

/** A record is not written again only to say when it was not changed. */
function isUnchanged(record: JsonRecord, stored: JsonRecord): boolean {
  const { updatedAt: _, ...rest } = record;
  const { updatedAt: __, ...storedRest } = stored;
  return isDeepStrictEqual(rest, storedRest);
}
