import { SECOND_MS } from '../../../common/clock.js';
import { defineJob, Handles, JobQueue } from '../../../platform/queue/index.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { publishOutbox } from './publish-outbox.job.js';

export const sweepOutbox = defineJob('atproto.sweep-outbox', { attempts: 1, everyMs: 5 * SECOND_MS });

/** Enough for a restart after an outage; the rest comes with the next round. */
const USERS_PER_ROUND = 500;

/** Finds what is due: tries that were put off, jobs lost in a crash, entries whose sender died. */
@Handles(sweepOutbox)
export class SweepOutboxHandler {
  constructor(
    private readonly entries: DeliveriesRepository,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (const did of await this.entries.dueDids(USERS_PER_ROUND))
      await this.queue.add(publishOutbox, { did }, { id: did });
  }
}
