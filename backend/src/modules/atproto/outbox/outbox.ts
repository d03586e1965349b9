import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../common/clock.js';
import { decodeCursor, type Page, pageOf } from '../../../common/page.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { On } from '../../../platform/events/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { Collections } from '../lexicon/collections.js';
import { type Collection, nsidOf, PRODUCTION_NAMESPACE } from '../lexicon/collections.rules.js';
import { isRecordKey, validateRecord } from '../lexicon/validate-record.js';
import { OutboxRepository, type SyncState, type UnfinishedWrite, type WriteTarget } from './outbox.repository.js';
import { publishOutbox } from './publish-outbox.job.js';

/** A record of a user's repository and the row it is about. */
export interface OutboxTarget {
  did: string;
  collection: Collection;
  /** Chosen before the first attempt: a TID, or `self`. */
  rkey: string;
  /** The row: its table, and its key as the collection's builder understands it. */
  subject: { table: string; key: string };
}

/** How long a change waits for others of the same record, so that one write carries them all (LST-20). */
const GATHERING_MS: Partial<Record<Collection, number>> = { list: 2 * SECOND_MS };

/**
 * What users want written to their repositories (CON-02, P-DUAL-01). Entries are made in the transaction of the row they
 * are about; a job sends them, per user in order. Nobody waits for a PDS.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly entries: OutboxRepository,
    private readonly collections: Collections,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Writes a record. With `record` (production form, `$type` may be left out) it is final at once; without, the
   * collection's builder makes it from the row when it is sent, and changes of a row that still waits become one write.
   * Lists wait two seconds for more changes, unless `atOnce`.
   * @throws {RecordInvalid} when `record` does not fit its lexicon
   */
  async put(tx: Tx, target: OutboxTarget & { record?: object; atOnce?: boolean }): Promise<void> {
    const write = this.target(target);
    const delayMs = target.atOnce ? 0 : (GATHERING_MS[target.collection] ?? 0);
    const record = target.record && { ...target.record, $type: nsidOf(PRODUCTION_NAMESPACE, target.collection) };
    if (record) validateRecord(target.collection, record);
    await this.entries.cancelFailed(tx, write);
    await this.entries.addPut(tx, write, record, delayMs);
    await this.publish(target.did, tx, delayMs);
  }

  /**
   * Removes a record. Puts that still wait are cancelled; when the record certainly never left, nothing is sent at all.
   */
  async remove(tx: Tx, target: OutboxTarget): Promise<void> {
    const write = this.target(target);
    const cancelled = await this.entries.cancelWaiting(tx, write);
    // Only a record that is final at once is known to be a first version; an edit that waits has one before it.
    const neverLeft = cancelled.some(({ isUntriedFirst }) => isUntriedFirst);
    if (neverLeft && !(await this.entries.wasTried(tx, write))) return;
    await this.entries.addDelete(tx, write);
    await this.publish(target.did, tx);
  }

  /** CON-10: what is not written yet, newest first, with the failed ones. */
  async unfinished(did: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<UnfinishedWrite>> {
    const rows = await this.entries.unfinished(did, limit + 1, cursor ? decodeCursor(cursor, 'number') : undefined);
    return pageOf(rows, limit, (row) => row);
  }

  /** CON-10: starts failed writes again, all or those of `ids`; answers how many. */
  retry(did: string, ids?: number[]): Promise<number> {
    return this.transactions.run(async (tx) => {
      const retried = await this.entries.retryFailed(tx, did, ids);
      if (retried > 0) await this.publish(did, tx);
      return retried;
    });
  }

  /** Whether a put of this record is on its way, or failed and may be tried again. */
  isOnItsWay(tx: Tx, { did, collection, rkey }: Pick<OutboxTarget, 'did' | 'collection' | 'rkey'>): Promise<boolean> {
    return this.entries.hasOpenPut(tx, { did, collection: this.collections.nsid(collection), rkey });
  }

  /** CON-10: how records of a user stand, for that user to see. */
  async standing(did: string, collection: Collection, rkeys: readonly string[]): Promise<Map<string, SyncState>> {
    const open = rkeys.length > 0 ? await this.entries.open(did, this.collections.nsid(collection), rkeys) : [];
    return new Map([
      ...rkeys.map((rkey): [string, SyncState] => [rkey, 'synced']),
      ...open.map(({ rkey, state }): [string, SyncState] => [rkey, state]),
    ]);
  }

  /** Whether everything of this user has been sent or has failed (AUTH-11). */
  async isEmpty(did: string): Promise<boolean> {
    return (await this.entries.countOpen(did)) === 0;
  }

  /** A sign-in brings a grant: what waited for one goes on. */
  @On('session.started')
  async resume({ did }: { did: string }): Promise<void> {
    await this.entries.wake(did);
    await this.publish(did);
  }

  private publish(did: string, after?: Tx, delayMs = 0): Promise<void> {
    // Under an id of its own: what comes meanwhile and is in a hurry must not be taken for a job that waits already.
    const id = delayMs ? `${did} later` : did;
    return this.queue.add(publishOutbox, { did }, { id, delayMs, ...(after ? { after } : {}) });
  }

  private target({ did, collection, rkey, subject }: OutboxTarget): WriteTarget {
    if (!isRecordKey(collection, rkey)) throw new Error(`${rkey} is no key of a ${collection} record`);
    return {
      did,
      collection: this.collections.nsid(collection),
      rkey,
      subjectTable: subject.table,
      subjectKey: subject.key,
    };
  }
}
