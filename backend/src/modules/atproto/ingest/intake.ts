import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import type { RecordSource } from '../records/record-handler.js';
import { asPut, type Candidate, type PutCandidate } from './candidate.js';
import { HandingOver } from './handing-over.js';
import { newestOfEach } from './intake.rules.js';
import { IntakeChecks } from './intake-checks.js';
import { IntakeMemory } from './intake-memory.js';
import { IntakeReport } from './intake-report.js';
import type { ParkedRecord } from './parked-records.repository.js';
import type { Outcome, RepoEvent } from './repo-event.js';

export interface IntakeOptions {
  source: RecordSource;
  /** Joins the transaction, as the cursor does that stands for these events (I7). */
  inside?: (tx: Tx) => Promise<void>;
  /** Finds out what would become of the events, and leaves everything as it is. */
  dryRun?: boolean;
}

/**
 * The one door by which records of repositories come in, for the live stream and for a rebuild alike (ING-03). Events may
 * come twice, late and in any order; whatever was said last of a record counts.
 */
@Injectable()
export class Intake {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: IntakeChecks,
    private readonly memory: IntakeMemory,
    private readonly handingOver: HandingOver,
    private readonly report: IntakeReport,
  ) {}

  /**
   * Takes events in one transaction, best some hundred at once; answers what became of each, in their order. Throws what
   * the database or a handler throws, and then nothing is taken.
   */
  async receive(events: readonly RepoEvent[], { source, inside, dryRun }: IntakeOptions): Promise<Outcome[]> {
    const checked = events.map((event) => this.checks.check(event));
    const candidates = checked.filter(isCandidate);
    const decide = async (tx: Tx) => {
      const decided = candidates.length > 0 ? await this.decide(tx, candidates, source) : undefined;
      await inside?.(tx);
      return checked.map((one) => (isCandidate(one) ? (decided?.get(one) ?? KNOWN) : one));
    };
    if (dryRun) return this.rolledBack(decide);
    const outcomes = await this.transactions.run(decide);
    this.report.tell(events, outcomes);
    return outcomes;
  }

  /** Gives a parked record again, if it is still the one that waits. Throws as {@link receive} does. */
  async again(parked: ParkedRecord): Promise<void> {
    const record = asPut(parked);
    const outcome = await this.transactions.run(async (tx) => {
      const isWaiting = (await this.memory.parkedRev(tx, parked.uri)) === parked.rev;
      if (!isWaiting) return undefined;
      const decided = (await this.decide(tx, [record], 'stream')).get(record) ?? KNOWN;
      if (decided.kind !== 'parked') await this.memory.forget(tx, parked);
      return decided;
    });
    if (outcome) this.report.count(record.collection, outcome);
  }

  /** Those that a later event of the same batch made old are not decided over. */
  private async decide(
    tx: Tx,
    candidates: readonly Candidate[],
    source: RecordSource,
  ): Promise<Map<Candidate, Outcome>> {
    const current = [...newestOfEach(candidates)];
    const decided = await this.memory.sift(tx, current);
    const open = current.filter((candidate) => !decided.has(candidate));
    const removed = await this.handingOver.remove(
      tx,
      open.filter((candidate) => candidate.kind === 'delete'),
    );
    const put = await this.handingOver.put(tx, open.filter(isPut), source);
    return new Map([...decided, ...removed, ...put]);
  }

  private async rolledBack(decide: (tx: Tx) => Promise<Outcome[]>): Promise<Outcome[]> {
    let outcomes: Outcome[] = [];
    const undo = new Error('a dry run');
    await this.transactions
      .run(async (tx) => {
        outcomes = await decide(tx);
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    return outcomes;
  }
}

const KNOWN: Outcome = { kind: 'known' };

function isCandidate(one: Candidate | Outcome): one is Candidate {
  return 'uri' in one;
}

function isPut(candidate: Candidate): candidate is PutCandidate {
  return candidate.kind === 'put';
}
