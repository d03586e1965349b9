import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../common/clock.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Candidate, Decisions, DeleteCandidate, PutCandidate } from './candidate.js';
import { EchoesRepository, type OwnWrite } from './echoes.repository.js';
import { mayPrecede } from './intake.rules.js';
import { type ParkedRecord, ParkedRecordsRepository, type Parking } from './parked-records.repository.js';
import type { Outcome } from './repo-event.js';
import { TombstonesRepository } from './tombstones.repository.js';

/** Our own write will be done by then, or wait longer. */
const OUTBOX_RECHECK_MS = 30 * SECOND_MS;

/** What decides over an event before its handler sees it: deletions, our own writes, versions that wait. */
@Injectable()
export class IntakeMemory {
  constructor(
    private readonly tombstones: TombstonesRepository,
    private readonly echoes: EchoesRepository,
    private readonly parked: ParkedRecordsRepository,
  ) {}

  /** Decides over what is no news, and keeps what the events say of deletions and of our own writes. */
  async sift(tx: Tx, candidates: readonly Candidate[]): Promise<Decisions> {
    const uris = candidates.map(({ uri }) => uri);
    const dead = await this.tombstones.revs(tx, uris);
    const parked = await this.parked.revs(tx, uris);
    const own = await this.echoes.ownWrites(tx, candidates.map(withNsid));
    const decided: Decisions = new Map();
    for (const candidate of candidates) {
      const known = { grave: dead.get(candidate.uri), parked: parked.get(candidate.uri), own: own.get(candidate.uri) };
      const outcome = candidate.kind === 'put' ? verdictOnPut(candidate, known) : verdictOnDelete(candidate, known);
      if (outcome) decided.set(candidate, outcome);
    }
    await this.bury(
      tx,
      candidates.filter((one) => one.kind === 'delete' && (dead.get(one.uri) ?? '') < one.rev),
    );
    await this.confirm(
      tx,
      candidates.filter(({ uri }) => own.has(uri)),
      own,
    );
    await this.parked.park(
      tx,
      [...decided].flatMap(([candidate, outcome]) => toTryAgain(candidate, outcome)),
    );
    return decided;
  }

  /** Which version of a record waits. */
  async parkedRev(tx: Tx, uri: string): Promise<string | undefined> {
    return (await this.parked.revs(tx, [uri])).get(uri);
  }

  async forget(tx: Tx, record: ParkedRecord): Promise<void> {
    await this.parked.forget(tx, [record]);
  }

  private async bury(tx: Tx, gone: readonly Candidate[]): Promise<void> {
    await this.tombstones.add(tx, gone);
    await this.parked.forget(tx, gone);
  }

  private async confirm(tx: Tx, told: readonly Candidate[], own: Map<string, OwnWrite>): Promise<void> {
    await this.echoes.confirmPuts(
      tx,
      told.flatMap((one) => (one.kind === 'put' ? [withNsid(one)] : [])),
    );
    const deletes = told.flatMap((one) => (one.kind === 'delete' ? [own.get(one.uri)] : []));
    await this.echoes.confirmDeletes(
      tx,
      deletes.flatMap((write) => (write?.op === 'delete' ? [write.id] : [])),
    );
  }
}

interface Known {
  /** At which rev the record was deleted. */
  grave: string | undefined;
  /** Which version of it waits. */
  parked: string | undefined;
  own: OwnWrite | undefined;
}

function verdictOnPut({ rev }: PutCandidate, { grave, parked, own }: Known): Outcome | undefined {
  if ((grave ?? '') >= rev || (parked ?? '') > rev) return { kind: 'known' };
  // What we are about to write goes over it; should our write fail, this version still counts.
  if (own?.op === 'put' && own.isOpen) return { kind: 'parked', reason: 'outbox' };
  if (own?.op === 'delete' && isUnheard(own, rev)) return { kind: 'ignored', reason: 'undone' };
  return undefined;
}

function verdictOnDelete({ rev }: DeleteCandidate, { grave, own }: Known): Outcome | undefined {
  if ((grave ?? '') >= rev) return { kind: 'known' };
  if (own?.op === 'delete' && isUnheard(own, rev)) return { kind: 'known' };
  // It will be written again in a moment.
  if (own?.op === 'put' && own.isOpen) return { kind: 'ignored', reason: 'outbox' };
  return undefined;
}

/** Whether the network still speaks of the time before our own deletion, or of that deletion itself. */
function isUnheard({ isOpen, isConfirmed, doneAt }: OwnWrite, rev: string): boolean {
  return isOpen || (!isConfirmed && doneAt !== null && mayPrecede(rev, doneAt));
}

function toTryAgain(candidate: Candidate, outcome: Outcome): Parking[] {
  if (candidate.kind !== 'put' || outcome.kind !== 'parked') return [];
  const { uri, collection, rev, cid, value } = candidate;
  return [{ uri, collection, rev, cid, value, reason: outcome.reason, forUri: null, afterMs: OUTBOX_RECHECK_MS }];
}

function withNsid<T extends Candidate>(candidate: T): T & { collection: string } {
  return { ...candidate, collection: candidate.nsid };
}
