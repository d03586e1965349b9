import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS } from '../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../platform/queue/index.js';
import { Jobs } from './jobs.service.js';

export const reapJobs = defineJob('jobs.reap', { everyMs: 10 * MINUTE_MS });

const SILENT_SECONDS = 10 * 60;

/** Ends jobs that nobody works on any more and nobody will take up again, so that nobody waits for them (UP-20). */
@Handles(reapJobs)
export class ReapJobsHandler implements JobHandler<object> {
  constructor(
    private readonly jobs: Jobs,
    @InjectPinoLogger(ReapJobsHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(): Promise<void> {
    for (const { id, type } of await this.jobs.forsaken(SILENT_SECONDS)) {
      await this.jobs.fail(id, 'this was interrupted and could not be finished; please try again');
      this.log.warn({ jobId: id, type }, 'a job without a sign of life was ended');
    }
  }
}
