import type { JsonRecord } from '../lexicon/merge.rules.js';

/** What the network, or a repository that is read again, says of one record. Nothing of it is checked yet. */
export type RepoEvent = PutEvent | DeleteEvent;

interface AboutRecord {
  did: string;
  /** The NSID as it is on the wire, so with the namespace of whoever wrote it. */
  collection: string;
  rkey: string;
  /** Revision of the repository that brought this. */
  rev: string;
}

export interface PutEvent extends AboutRecord {
  kind: 'put';
  cid: string;
  /** As JSON (links as `{$link}`, blobs as objects), with the ids of the wire. */
  value: JsonRecord;
}

export interface DeleteEvent extends AboutRecord {
  kind: 'delete';
}

/** What became of an event. `reason` is one word, the same in logs and metrics. */
export type Outcome =
  /** A row says now what the record says, or its row is gone with it. */
  | { kind: 'taken' }
  /** It was known before, or something newer is. */
  | { kind: 'known' }
  /** Kept aside until its subject, or a better time, comes. */
  | { kind: 'parked'; reason: string }
  /** Not for us. `detail` is for people. */
  | { kind: 'ignored'; reason: string; detail?: string };
