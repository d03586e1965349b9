import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { On } from '../../../platform/events/index.js';
import {
  defineJob,
  Handles,
  type JobData,
  type JobHandler,
  JobQueue,
  type JobRun,
} from '../../../platform/queue/index.js';
import { TrackScans } from './track-scans.service.js';

/** A scanner that is away is tried for about eight minutes. */
export const scanTrack = defineJob('moderation.scan-track', {
  data: { trackId: 'number' },
  attempts: 5,
  backoffMs: 30 * SECOND_MS,
});
type Data = JobData<typeof scanTrack>;

/** A scan may take minutes, and other jobs need their places. */
const AT_ONCE = 2;
const TURN_MS = 10 * SECOND_MS;

/** Tracks are scanned after they were published, and after their sound was replaced (UP-18). */
@Injectable()
export class SoundNews {
  constructor(
    private readonly queue: JobQueue,
    private readonly settings: Settings,
  ) {}

  @On('track.published', 'track.changed')
  async one({ trackId }: { trackId: number }): Promise<void> {
    if (this.settings.moderationEnabled) await this.queue.add(scanTrack, { trackId }, { id: String(trackId) });
  }
}

@Handles(scanTrack)
export class ScanTrackHandler implements JobHandler<Data> {
  #running = 0;

  constructor(
    private readonly scans: TrackScans,
    private readonly queue: JobQueue,
  ) {}

  async run(data: Data, { lastAttempt }: Pick<JobRun, 'lastAttempt'>): Promise<void> {
    if (this.#running >= AT_ONCE) return this.queue.add(scanTrack, data, { delayMs: TURN_MS });
    this.#running++;
    try {
      await this.scans.scan(data.trackId, { isLastTry: lastAttempt });
    } finally {
      this.#running--;
    }
  }
}
