import { Injectable } from '@nestjs/common';
import { Collections, Intake, type PutEvent, RecordDrift, type Repository } from '../../atproto/index.js';
import type { IndexedRecord } from '../upkeep/indexed-records.queries.js';
import type { Fault } from './fault.js';

const BATCH = 500;

/** What a repository and the index say of each other. */
@Injectable()
export class Comparison {
  constructor(
    private readonly intake: Intake,
    private readonly drift: RecordDrift,
    private readonly collections: Collections,
  ) {}

  async *faults(repository: Repository, indexed: readonly IndexedRecord[]): AsyncGenerator<Fault> {
    const rows = new Map(indexed.map((record) => [record.uri, record]));
    let batch: PutEvent[] = [];
    for await (const event of repository.records()) {
      batch.push(event);
      if (batch.length < BATCH) continue;
      yield* this.ofRecords(batch, rows);
      batch = [];
    }
    yield* this.ofRecords(batch, rows);
    for (const uri of rows.keys()) yield { invariant: 'I2', subject: uri, what: 'a row has no record' };
  }

  /** Rows whose records are seen are taken out of `rows`. */
  private async *ofRecords(events: readonly PutEvent[], rows: Map<string, IndexedRecord>): AsyncGenerator<Fault> {
    if (events.length === 0) return;
    // The same rules as in earnest say what of it belongs into the index.
    const outcomes = await this.intake.receive(events, { source: 'rebuild', dryRun: true });
    for (const [index, event] of events.entries()) {
      const uri = `at://${event.did}/${event.collection}/${event.rkey}`;
      const row = rows.get(uri);
      rows.delete(uri);
      if (outcomes[index]?.kind === 'taken')
        yield {
          invariant: 'I2',
          subject: uri,
          what: row ? 'a row is not of the version of its record' : 'a record has no row of its version',
        };
      else if (row) yield* this.ofRow(row, event);
    }
  }

  private async *ofRow(row: IndexedRecord, event: PutEvent): AsyncGenerator<Fault> {
    const { uri, cid, key, blob } = row;
    const collection = this.collections.named(event.collection);
    const value = this.collections.toProduction(event.value);
    if (cid !== event.cid) {
      yield { invariant: 'I2', subject: uri, what: 'a row is not of the version of its record' };
      return;
    }
    if (blob && linkOf(value.audioBlob) !== blob)
      yield {
        invariant: 'I4',
        subject: uri,
        what: 'a record does not name the blob any more that its track came with',
      };
    const fields = key && collection ? await this.drift.fields(collection, { ...row, key }, value) : [];
    if (fields.length > 0)
      yield { invariant: 'I10', subject: uri, what: `a row and its record differ in ${fields.join(', ')}` };
  }
}

function linkOf(blob: unknown): unknown {
  return (blob as { ref?: { $link?: unknown } } | undefined)?.ref?.$link;
}
