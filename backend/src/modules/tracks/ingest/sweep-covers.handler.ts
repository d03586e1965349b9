import { DAY_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { PATIENT_TRIES } from './fetch-media.handler.js';
import { WantedMediaRepository } from './wanted-media.repository.js';

export const sweepCovers = defineJob('tracks.sweep-covers', { everyMs: DAY_MS, attempts: 1 });

const AT_ONCE = 2_000;
const AFTER_DAYS = 7;

/** Asks again, once a week, for covers that could not be had or got lost: nobody misses a cover that was never seen (ST-06). */
@Handles(sweepCovers)
export class SweepCoversHandler implements JobHandler<object> {
  constructor(private readonly wanted: WantedMediaRepository) {}

  run(): Promise<void> {
    return this.wanted.wantCoversAgain({ tries: PATIENT_TRIES, days: AFTER_DAYS, limit: AT_ONCE });
  }
}
