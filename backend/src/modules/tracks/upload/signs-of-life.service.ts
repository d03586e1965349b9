import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../common/clock.js';
import { Jobs } from '../../jobs/index.js';
import { TracksRepository } from '../tracks.repository.js';
import { UploadCancelled } from './uploads.errors.js';

const EVERY_MS = 5 * SECOND_MS;

/** Says that a job is being worked on, and calls the work off when its track is gone (TC-05). */
@Injectable()
export class SignsOfLife {
  constructor(
    private readonly jobs: Jobs,
    private readonly tracks: TracksRepository,
  ) {}

  /** @param work hears by the signal that nobody wants it any more; the reason is {@link UploadCancelled} */
  async during<T>(job: { jobId: string; trackId: number }, work: (unwanted: AbortSignal) => Promise<T>): Promise<T> {
    const unwanted = new AbortController();
    const look = async () => {
      await this.jobs.touch([job.jobId]);
      if (!(await this.tracks.find(job.trackId))) unwanted.abort(new UploadCancelled());
    };
    // Asked in vain, the next look says.
    const beat = setInterval(() => void look().catch(() => undefined), EVERY_MS);
    try {
      return await work(unwanted.signal);
    } finally {
      clearInterval(beat);
    }
  }
}
