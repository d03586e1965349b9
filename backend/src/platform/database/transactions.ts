import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DataSource, type EntityManager } from 'typeorm';

/** A running transaction. SQL only: whoever holds one never waits for a network (P-DB-01). */
export type Tx = EntityManager;

const followUps = new WeakMap<Tx, (() => unknown)[]>();

/** Does `work` once the transaction has committed; never when it rolled back. Failures are logged, not thrown. */
export function afterCommit(tx: Tx, work: () => unknown): void {
  const list = followUps.get(tx);
  if (!list) throw new Error('afterCommit needs a transaction of Transactions.run');
  list.push(work);
}

@Injectable()
export class Transactions {
  constructor(
    private readonly source: DataSource,
    @InjectPinoLogger(Transactions.name) private readonly log: PinoLogger,
  ) {}

  /** Runs `work` in one transaction, then what it left for after the commit. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const later: (() => unknown)[] = [];
    const result = await this.source.transaction(async (tx) => {
      followUps.set(tx, later);
      return work(tx);
    });
    for (const step of later) await this.attempt(step);
    return result;
  }

  private async attempt(step: () => unknown): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.log.error({ err: error }, 'a step after the commit failed; a sweep will find what it left');
    }
  }
}
