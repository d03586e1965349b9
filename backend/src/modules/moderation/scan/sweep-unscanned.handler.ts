import { HOUR_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../../platform/queue/index.js';
import { scanTrack } from './scan-track.handler.js';
import { UnscannedQueries } from './unscanned.queries.js';

export const sweepUnscanned = defineJob('moderation.sweep-unscanned', { everyMs: HOUR_MS, attempts: 1 });

/** Spread over the hour, so that what is published meanwhile does not wait behind them. */
const AN_HOUR = 200;

/** Finds tracks that were never scanned: the job was lost, or they are older than the wish to have them scanned. */
@Handles(sweepUnscanned)
export class SweepUnscannedHandler implements JobHandler<object> {
  constructor(
    private readonly unscanned: UnscannedQueries,
    private readonly queue: JobQueue,
    private readonly settings: Settings,
  ) {}

  async run(): Promise<void> {
    if (!this.settings.moderationEnabled) return;
    const sounds = await this.unscanned.after(0, AN_HOUR);
    for (const [index, { trackId }] of sounds.entries())
      await this.queue.add(scanTrack, { trackId }, { id: String(trackId), delayMs: (index * HOUR_MS) / AN_HOUR });
  }
}
