import { MINUTE_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../../platform/queue/index.js';
import { relocateAudio } from './relocate-audio.job.js';
import { TrackAudioRepository } from './track-audio.repository.js';

export const sweepAudio = defineJob('tracks.sweep-audio', { everyMs: 10 * MINUTE_MS, attempts: 1 });

/** Finds audio that lies in the wrong bucket, because the job that should have moved it was lost. */
@Handles(sweepAudio)
export class SweepAudioHandler implements JobHandler<object> {
  constructor(
    private readonly audio: TrackAudioRepository,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (const trackId of await this.audio.misplaced()) {
      await this.queue.add(relocateAudio, { trackId }, { id: String(trackId) });
    }
  }
}
