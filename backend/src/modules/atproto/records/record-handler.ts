import { SetMetadata } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';
import type { Readdressed } from './readdressing.js';

/** A record of someone's repository, as the network or a rebuild told of it. */
export interface SeenRecord {
  uri: string;
  did: string;
  rkey: string;
  cid: string;
  /** Revision of the repository that brought this version; later ones sort higher. */
  rev: string;
  /** In production form, valid by its lexicon. */
  value: JsonRecord;
}

/** A record that is in its repository no more. */
export type GoneRecord = Pick<SeenRecord, 'uri' | 'did' | 'rkey' | 'rev'>;

/** What became of a record that was seen. */
export type Reception =
  /** The row says now what the record says. */
  | { kind: 'taken' }
  /** The row said so before, or knows a later version. */
  | { kind: 'known' }
  /** Not for us; `reason` is one word for logs and metrics, such as `audio_unreachable`. */
  | { kind: 'ignored'; reason: string }
  /** It is about a record that has not arrived: parked until that one is taken, at most 7 days (ING-06). */
  | { kind: 'waits'; forUri: string }
  /** Too many at once (ING-03): parked, and given again after so long, at most 7 days. */
  | { kind: 'later'; reason: string; afterMs: number };

/** Whether records are told of as they are written, or read again from their repositories, where nothing is too many. */
export type RecordSource = 'stream' | 'rebuild';

/**
 * Turns records of one collection into rows (ING-03). Called in a transaction, by the live stream with one record or a
 * few, by a rebuild with a thousand: so it works on sets, and may meet the same record again. The ground floor has
 * checked namespace, lexicon and tombstones before, has left out what an open outbox entry will overwrite, and every
 * author has an account. No network call in here: what needs one becomes a job after the commit.
 */
export interface RecordHandler {
  /** One answer for each record, in their order. No uri comes twice. */
  put(tx: Tx, records: readonly SeenRecord[], source: RecordSource): Promise<Reception[]>;
  /** Records deleted in their repositories, by whatever client. Unknown ones are nothing new. */
  remove(tx: Tx, records: readonly GoneRecord[]): Promise<void>;
  /** Whatever keeps addresses follows; told of every collection, those of others too. Rows that did so are left alone. */
  readdress?(tx: Tx, moved: Readdressed): Promise<void>;
}

export const HANDLED_COLLECTION = 'plyr:handles-record';

/** Marks the one handler of a collection; found at start-up. */
export function HandlesRecord(collection: Collection) {
  return (handler: new (...args: never[]) => RecordHandler): void => {
    SetMetadata(HANDLED_COLLECTION, collection)(handler);
  };
}
