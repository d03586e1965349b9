import { Injectable } from '@nestjs/common';
import { Collections } from '../lexicon/collections.js';
import type { Collection } from '../lexicon/collections.rules.js';
import { RecordInvalid } from '../lexicon/lexicon.errors.js';
import { isRecordKey, validateRecord } from '../lexicon/validate-record.js';
import type { Candidate } from './candidate.js';
import { isDid, isRev, isStorable, uriOf } from './intake.rules.js';
import type { Outcome, PutEvent, RepoEvent } from './repo-event.js';

/** It quotes what strangers wrote. */
const LONGEST_DETAIL = 200;

/** Judges an event by itself: is it of our namespace (P-DUAL-12), well formed, and valid by its lexicon? */
@Injectable()
export class IntakeChecks {
  constructor(private readonly collections: Collections) {}

  check(event: RepoEvent): Candidate | Outcome {
    const { did, rkey, rev } = event;
    const collection = this.collections.named(event.collection);
    if (!collection) return ignored('namespace');
    if (!isDid(did)) return ignored('did');
    if (!isRecordKey(collection, rkey)) return ignored('rkey');
    if (!isRev(rev)) return ignored('rev');
    const placed = { uri: uriOf(event), did, rkey, rev, collection, nsid: event.collection };
    if (event.kind === 'delete') return { kind: 'delete', ...placed };
    const value = this.valid(collection, event);
    return 'reason' in value ? value : { kind: 'put', ...placed, cid: event.cid, value: value.record };
  }

  private valid(collection: Collection, { value, collection: nsid }: PutEvent) {
    if (value.$type !== nsid) return ignored('invalid', `it says that it is a ${String(value.$type)}`);
    const record = this.collections.toProduction(value);
    try {
      validateRecord(collection, record);
    } catch (error) {
      if (error instanceof RecordInvalid) return ignored('invalid', error.message);
      throw error;
    }
    if (!isStorable(record)) return ignored('invalid', 'it holds a character that cannot be stored');
    return { record };
  }
}

function ignored(reason: string, detail?: string): Outcome & { kind: 'ignored' } {
  return { kind: 'ignored', reason, ...(detail ? { detail: detail.slice(0, LONGEST_DETAIL) } : {}) };
}
