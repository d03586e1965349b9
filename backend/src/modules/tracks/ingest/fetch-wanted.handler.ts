import { Handles, type JobHandler, JobQueue } from '../../../platform/queue/index.js';
import { fetchMedia, fetchWanted } from './fetch-media.job.js';
import { WantedMediaRepository } from './wanted-media.repository.js';

const BATCH = 200;
/** Longer than a download may take and wait for its turn; then whoever had it is taken for dead. */
const LEASE_SECONDS = 30 * 60;

/** Hands out what is due to be fetched, each file as a job of its own. */
@Handles(fetchWanted)
export class FetchWantedHandler implements JobHandler<object> {
  constructor(
    private readonly wanted: WantedMediaRepository,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const due = await this.wanted.lease(BATCH, LEASE_SECONDS);
      for (const { trackId, part } of due) {
        await this.queue.add(fetchMedia, { trackId, part }, { id: `${trackId}:${part}` });
      }
      if (due.length < BATCH) return;
    }
  }
}
