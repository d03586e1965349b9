import { HOUR_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../../platform/queue/index.js';
import { MEASURE_PRIORITY, measureAudio } from './fetch-media.job.js';
import { KnownFilesQueries } from './known-files.queries.js';

export const sweepUnmeasured = defineJob('tracks.sweep-unmeasured', { everyMs: HOUR_MS, attempts: 1 });

const AT_ONCE = 500;

/** Finds audio without an outline, because the job that should have made it was lost. */
@Handles(sweepUnmeasured)
export class SweepUnmeasuredHandler implements JobHandler<object> {
  constructor(
    private readonly files: KnownFilesQueries,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (const fileId of await this.files.unmeasured(AT_ONCE))
      await this.queue.add(measureAudio, { fileId }, { id: fileId, priority: MEASURE_PRIORITY });
  }
}
