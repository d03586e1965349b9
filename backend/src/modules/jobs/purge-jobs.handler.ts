import { HOUR_MS } from '../../common/clock.js';
import { Settings } from '../../platform/config/index.js';
import { defineJob, Handles, type JobHandler } from '../../platform/queue/index.js';
import { JobsRepository } from './jobs.repository.js';

export const purgeJobs = defineJob('jobs.purge', { everyMs: HOUR_MS });

/** Forgets jobs that ended long ago (JOB-01). */
@Handles(purgeJobs)
export class PurgeJobsHandler implements JobHandler<object> {
  constructor(
    private readonly rows: JobsRepository,
    private readonly settings: Settings,
  ) {}

  async run(): Promise<void> {
    await this.rows.purge(this.settings.jobRetentionDays);
  }
}
