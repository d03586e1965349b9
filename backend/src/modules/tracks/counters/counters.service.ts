import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { CountersRepository } from './counters.repository.js';

const PAGE = 1_000;

/** The counters of tracks, where they were not moved with every row (I8). */
@Injectable()
export class Counters {
  constructor(
    private readonly counters: CountersRepository,
    private readonly transactions: Transactions,
  ) {}

  /** Makes them equal to the rows they count; yields the tracks whose counters were not, some at a time. */
  async *heal(): AsyncGenerator<readonly number[]> {
    for (let after: number | null = 0; after !== null;) {
      const { ids, last } = await this.counters.suspects(after, PAGE);
      if (ids.length > 0) yield await this.recount(ids);
      after = last;
    }
  }

  /** What looked wrong may only have been in the middle of a change: under the lock it is counted once more. */
  private recount(ids: readonly number[]): Promise<number[]> {
    return this.transactions.run(async (tx) => {
      await this.counters.lock(tx, ids);
      return this.counters.recount(tx, ids);
    });
  }
}
