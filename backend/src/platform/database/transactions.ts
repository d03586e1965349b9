import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { jittered } from '../../common/ids.js';

/** A running transaction. SQL only: whoever holds one never waits for a network (P-DB-01). */
export type Tx = EntityManager;

const MOST_TRIES = 4;
const PAUSE_MS = 20;
/** What is done is done: nobody waits longer for a queue that is out of reach. The steps go on by themselves. */
const PATIENCE_MS = 3_000;

const followUps = new WeakMap<Tx, (() => unknown)[]>();

/** Does `work` once the transaction has committed; never when it rolled back. Failures are logged, not thrown. */
export function afterCommit(tx: Tx, work: () => unknown): void {
  const list = followUps.get(tx);
  if (!list) throw new Error('afterCommit needs a transaction of Transactions.run');
  list.push(work);
}

/** A deadlock that the database ended, or rows that changed under a snapshot: nothing was done, and a new try may pass. */
function isInTheWay(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40P01' || code === '40001';
}

@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    @InjectPinoLogger(Transactions.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Runs `work` in one transaction, then what it left for after the commit. Work that another transaction got in the way
   * of is run again from its beginning, so it keeps what it finds out to itself.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (tries === MOST_TRIES || !isInTheWay(error)) throw error;
        await sleep(jittered(PAUSE_MS * tries));
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const later: (() => unknown)[] = [];
    const result = await this.source.transaction(async (tx) => {
      followUps.set(tx, later);
      return work(tx);
    });
    const following = this.follow(later);
    if (later.length > 0) await Promise.race([following, sleep(PATIENCE_MS, undefined, { ref: false })]);
    return result;
  }

  private async follow(steps: readonly (() => unknown)[]): Promise<void> {
    for (const step of steps) await this.attempt(step);
  }

  private async attempt(step: () => unknown): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.log.error({ err: error }, 'a step after the commit failed; a sweep will find what it left');
    }
  }
}
