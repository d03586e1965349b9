import { Clock, HOUR_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { RemovalsService } from '../edit/removals.service.js';
import { TracksIntakeRepository } from './tracks-intake.repository.js';

export const forgetWithdrawn = defineJob('tracks.forget-withdrawn', { everyMs: HOUR_MS, attempts: 1 });

const BATCH = 200;

/** Lets go of tracks whose records were deleted elsewhere and that nobody restored within the grace period (ING-07). */
@Handles(forgetWithdrawn)
export class ForgetWithdrawnHandler implements JobHandler<object> {
  constructor(
    private readonly tracks: TracksIntakeRepository,
    private readonly removals: RemovalsService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const before = this.clock.after(-this.settings.storageGcGraceHours * HOUR_MS);
    for (const trackId of await this.tracks.withdrawnBefore(before, BATCH)) await this.removals.forget(trackId);
  }
}
