import { Clock, SECOND_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../../platform/queue/index.js';
import { type Job, Jobs } from '../../jobs/index.js';
import { OPTIMIZE_PRIORITY, optimizeTrack, processUpload } from './upload-jobs.js';
import { UploadOutcomes } from './upload-outcomes.service.js';
import type { UploadNotes } from './upload-progress.rules.js';
import { WaitingUploads } from './waiting-uploads.service.js';

export const sweepUploads = defineJob('tracks.sweep-uploads', { everyMs: 5 * SECOND_MS, attempts: 1 });

/** An upload that waits for its record is looked at this often. */
const WAITING_SECONDS = 4;
/** Longer than the signs of life of a worker are apart. */
const SILENT_SECONDS = 12;
/** An upload that takes its worker down this often is given up. */
const MAX_REVIVALS = 5;

/** Finds uploads that nobody works on: lost between commit and queue, or with their worker (UP-20). */
@Handles(sweepUploads)
export class SweepUploadsHandler implements JobHandler<object> {
  constructor(
    private readonly jobs: Jobs,
    private readonly queue: JobQueue,
    private readonly outcomes: UploadOutcomes,
    private readonly waiting: WaitingUploads,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const lostSince = this.clock.after(-SILENT_SECONDS * SECOND_MS);
    for (const job of await this.jobs.silent(WAITING_SECONDS, 'upload')) {
      if (job.phase === 'atproto') await this.waiting.look(job);
      else if (job.heartbeatAt < lostSince) await this.revive(job);
    }
    for (const job of await this.jobs.silent(SILENT_SECONDS, 'optimize')) await this.resume(job);
  }

  private async revive(job: Job): Promise<void> {
    const { reserved_track_id: trackId, revivals = 0 } = job.result as unknown as UploadNotes;
    if (revivals >= MAX_REVIVALS) {
      const reason = 'the work on your audio was interrupted again and again; please upload it again';
      return this.outcomes.abandon(job.id, trackId, reason);
    }
    // One that never started only waits for its turn, however long that takes.
    if (job.status === 'pending') await this.jobs.touch([job.id]);
    else await this.jobs.putBack(job, 'waiting for its turn again...', { revivals: revivals + 1 });
    await this.queue.add(processUpload, { uploadId: job.id, trackId }, { id: job.id });
  }

  private async resume(job: Job): Promise<void> {
    const { track_id: trackId } = job.result as { track_id: number };
    await this.jobs.touch([job.id]);
    await this.queue.add(optimizeTrack, { jobId: job.id, trackId }, { id: job.id, priority: OPTIMIZE_PRIORITY });
  }
}
