import { SetMetadata } from '@nestjs/common';
import type { Collection } from '../lexicon/collections.rules.js';

/** A record that has arrived. `rev` is null when the repository already held exactly this record. */
export interface PublishedRecord {
  uri: string;
  cid: string;
  rev: string | null;
}

/** Which row an outbox entry is about, besides its key. */
export interface RecordSubject {
  /** The table, as given to `Outbox.put`. */
  table: string;
}

/** What a record is built over. */
export interface RecordDraft extends RecordSubject {
  /** What the repository holds, for a builder that keeps members it does not know. */
  current: Record<string, unknown> | undefined;
  /** It is built to be compared only, and will not be sent. */
  isTrial?: boolean;
}

/**
 * Turns rows of one collection into records, and hears how it ended. Every method may be called again for the same row
 * (a crash in between), must end the same, and must bear that the row is gone.
 */
export interface RecordBuilder {
  /**
   * The record of a row as it is now, in production form (`$type` may be left out); `null` when there is nothing to
   * publish any more.
   */
  build(key: string, about: RecordDraft): Promise<object | null>;
  /** The record lies in the repository, as `written` has it. */
  confirmed(
    key: string,
    record: PublishedRecord,
    about: RecordSubject & { written: Record<string, unknown> },
  ): Promise<void>;
  /** The last try of a put or delete failed; the owner may start it again. `reason` is a sentence for a person. */
  failed(key: string, reason: string, about: RecordSubject): Promise<void>;
  /** The record is gone from the repository. */
  removed?(key: string, about: RecordSubject): Promise<void>;
}

export const BUILT_COLLECTION = 'plyr:builds-record';

/** Marks the one builder of a collection; found at start-up. */
export function BuildsRecord(collection: Collection) {
  return (builder: new (...args: never[]) => RecordBuilder): void => {
    SetMetadata(BUILT_COLLECTION, collection)(builder);
  };
}
