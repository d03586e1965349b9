import { DAY_MS } from '../../common/clock.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../platform/queue/index.js';
import { ArtistsIntakeRepository } from './artists-intake.repository.js';
import { completeProfile } from './complete-profile.handler.js';

export const sweepProfiles = defineJob('artists.sweep-profiles', { everyMs: DAY_MS, attempts: 1 });

/** Many have no public profile either, so each is asked for some times only. */
const DAYS = 3;
const AT_ONCE = 500;

/** Completes artists of whom only the name is known, because the job that should have done it was lost. */
@Handles(sweepProfiles)
export class SweepProfilesHandler implements JobHandler<object> {
  constructor(
    private readonly artists: ArtistsIntakeRepository,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (const did of await this.artists.bare(DAYS, AT_ONCE))
      await this.queue.add(completeProfile, { did }, { id: did });
  }
}
