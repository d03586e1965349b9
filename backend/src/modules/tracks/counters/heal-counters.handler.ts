import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DAY_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { CountersRepository } from './counters.repository.js';
import { Counters } from './counters.service.js';

export const healCounters = defineJob('tracks.heal-counters', { everyMs: DAY_MS, attempts: 3 });

const LISTENERS_NAMED_MONTHS = 12;

/** Every night the counters of tracks are made equal to the rows they count (I8), and old plays forget who listened. */
@Handles(healCounters)
export class HealCountersHandler implements JobHandler<object> {
  constructor(
    private readonly counters: Counters,
    private readonly plays: CountersRepository,
    @InjectPinoLogger(HealCountersHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(): Promise<void> {
    for await (const tracks of this.counters.heal()) {
      if (tracks.length > 0) this.log.warn({ tracks }, 'counters did not say what was counted; they do now');
    }
    await this.plays.forgetListeners(LISTENERS_NAMED_MONTHS);
  }
}
