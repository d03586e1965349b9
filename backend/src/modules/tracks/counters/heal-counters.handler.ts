import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DAY_MS } from '../../../common/clock.js';
import { Transactions } from '../../../platform/database/index.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { CountersRepository } from './counters.repository.js';

export const healCounters = defineJob('tracks.heal-counters', { everyMs: DAY_MS, attempts: 3 });

const PAGE = 1_000;
const LISTENERS_NAMED_MONTHS = 12;

/** Every night the counters of tracks are made equal to the rows they count (I8), and old plays forget who listened. */
@Handles(healCounters)
export class HealCountersHandler implements JobHandler<object> {
  constructor(
    private readonly counters: CountersRepository,
    private readonly transactions: Transactions,
    @InjectPinoLogger(HealCountersHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(): Promise<void> {
    for (let after: number | null = 0; after !== null;) {
      const { ids, last } = await this.counters.suspects(after, PAGE);
      if (ids.length > 0) await this.heal(ids);
      after = last;
    }
    await this.counters.forgetListeners(LISTENERS_NAMED_MONTHS);
  }

  /** What looked wrong may only have been in the middle of a change: under the lock it is counted once more. */
  private async heal(ids: readonly number[]): Promise<void> {
    const healed = await this.transactions.run(async (tx) => {
      await this.counters.lock(tx, ids);
      return this.counters.recount(tx, ids);
    });
    if (healed.length > 0) this.log.warn({ tracks: healed }, 'counters did not say what was counted; they do now');
  }
}
