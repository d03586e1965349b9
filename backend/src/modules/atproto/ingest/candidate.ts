import type { Collection } from '../lexicon/collections.rules.js';
import type { GoneRecord, SeenRecord } from '../records/record-handler.js';
import type { ParkedRecord } from './parked-records.repository.js';
import type { Outcome } from './repo-event.js';

/** Where a record belongs: ours by name, and by the NSID of the wire. */
interface Placed {
  collection: Collection;
  nsid: string;
}

export type PutCandidate = { kind: 'put' } & SeenRecord & Placed;
export type DeleteCandidate = { kind: 'delete' } & GoneRecord & Placed;

/** An event whose form is right: ours, valid, and with a rev that can be ordered. */
export type Candidate = PutCandidate | DeleteCandidate;

/** What became of candidates; who is missing is still to be decided. */
export type Decisions = Map<Candidate, Outcome>;

/** A record that was kept aside; it passed the checks then. */
export function asPut(record: ParkedRecord): PutCandidate {
  const [did = '', nsid = '', rkey = ''] = record.uri.slice('at://'.length).split('/');
  return { kind: 'put', ...record, did, nsid, rkey };
}
