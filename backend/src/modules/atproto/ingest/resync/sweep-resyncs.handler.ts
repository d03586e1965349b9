import { MINUTE_MS } from '../../../../common/clock.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../../../platform/queue/index.js';
import { OwedResyncs } from './owed-resyncs.repository.js';
import { AFTER_EVERYTHING_ELSE, resyncAccount } from './resync.jobs.js';

export const sweepResyncs = defineJob('atproto.sweep-resyncs', { everyMs: 10 * MINUTE_MS, attempts: 1 });

const AT_ONCE = 500;

/** Orders again what was ordered and never read: the queue forgot it, or the server was away longer than its tries. */
@Handles(sweepResyncs)
export class SweepResyncsHandler implements JobHandler<object> {
  constructor(
    private readonly owed: OwedResyncs,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (const did of await this.owed.due(AT_ONCE))
      await this.queue.add(resyncAccount, { did }, { id: did, priority: AFTER_EVERYTHING_ELSE });
  }
}
