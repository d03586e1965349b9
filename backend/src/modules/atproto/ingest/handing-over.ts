import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Reception, RecordSource } from '../records/record-handler.js';
import { RecordHandlers } from '../records/record-handlers.js';
import { RecordNames } from '../records/record-names.js';
import { Authors } from './authors.js';
import { asPut, type Decisions, type DeleteCandidate, type PutCandidate } from './candidate.js';
import { ORDER_OF_INTAKE } from './intake.rules.js';
import { type Parking, ParkedRecordsRepository } from './parked-records.repository.js';
import type { Outcome } from './repo-event.js';

/** Gives records to the handlers of their collections, and parks what comes before its time. */
@Injectable()
export class HandingOver {
  constructor(
    private readonly handlers: RecordHandlers,
    private readonly authors: Authors,
    private readonly parked: ParkedRecordsRepository,
    private readonly names: RecordNames,
  ) {}

  /** What is about a subject goes before the subject. */
  async remove(tx: Tx, records: readonly DeleteCandidate[]): Promise<Decisions> {
    const outcomes: Decisions = new Map();
    for (const collection of ORDER_OF_INTAKE.toReversed()) {
      const group = records.filter((record) => record.collection === collection);
      if (group.length > 0) await this.handlers.of(collection).remove(tx, group);
      for (const record of group) outcomes.set(record, { kind: 'taken' });
    }
    return outcomes;
  }

  /** Records that waited for one of these are given as well, and so on. */
  async put(tx: Tx, records: readonly PutCandidate[], source: RecordSource): Promise<Decisions> {
    const outcomes: Decisions = new Map();
    let next: readonly PutCandidate[] = records;
    while (next.length > 0) {
      await this.authors.ensure(tx, next);
      const received = await this.give(tx, next, source);
      for (const [record, outcome] of received) outcomes.set(record, outcome);
      next = await this.waitingFor(tx, received);
    }
    return outcomes;
  }

  private async give(
    tx: Tx,
    records: readonly PutCandidate[],
    source: RecordSource,
  ): Promise<Map<PutCandidate, Outcome>> {
    const outcomes = new Map<PutCandidate, Outcome>();
    for (const collection of ORDER_OF_INTAKE) {
      const group = records.filter((record) => record.collection === collection);
      if (group.length === 0) continue;
      const receptions = await this.handlers.of(collection).put(tx, group, source);
      await this.keepAside(tx, group, receptions);
      group.forEach((record, index) => outcomes.set(record, outcomeOf(record, receptions[index])));
    }
    return outcomes;
  }

  private async keepAside(tx: Tx, group: readonly PutCandidate[], receptions: readonly Reception[]): Promise<void> {
    const waiting = group.flatMap((record, index) => parkingOf(record, receptions[index]));
    await this.parked.park(tx, waiting);
    const uris = new Set(waiting.map(({ uri }) => uri));
    await this.parked.forget(
      tx,
      group.filter(({ uri }) => !uris.has(uri)),
    );
  }

  private async waitingFor(tx: Tx, received: Map<PutCandidate, Outcome>): Promise<PutCandidate[]> {
    const arrived = [...received].filter(([, { kind }]) => kind === 'taken' || kind === 'known');
    if (arrived.length === 0) return [];
    const uris = this.names.ofAll(arrived.map(([{ uri }]) => uri));
    const waited = await this.parked.takeWaitingFor(tx, uris);
    return waited.map(asPut);
  }
}

function outcomeOf({ uri }: PutCandidate, reception: Reception | undefined): Outcome {
  if (!reception) throw new Error(`the handler of ${uri} did not say what became of it`);
  if (reception.kind === 'waits') return { kind: 'parked', reason: 'subject' };
  return reception.kind === 'later' ? { kind: 'parked', reason: reception.reason } : reception;
}

function parkingOf(record: PutCandidate, reception: Reception | undefined): Parking[] {
  const { uri, collection, cid, rev, value } = record;
  const parked = { uri, collection, cid, rev, value };
  if (reception?.kind === 'waits') return [{ ...parked, reason: 'subject', forUri: reception.forUri, afterMs: null }];
  if (reception?.kind !== 'later') return [];
  return [{ ...parked, reason: reception.reason, forUri: null, afterMs: reception.afterMs }];
}
