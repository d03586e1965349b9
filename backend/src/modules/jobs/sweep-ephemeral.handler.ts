import { HOUR_MS } from '../../common/clock.js';
import { Ephemeral } from '../../platform/ephemeral/index.js';
import { defineJob, Handles, type JobHandler } from '../../platform/queue/index.js';

export const sweepEphemeral = defineJob('jobs.sweep-ephemeral', { everyMs: HOUR_MS });

/** Removes short-lived values that nobody asked for again. */
@Handles(sweepEphemeral)
export class SweepEphemeralHandler implements JobHandler<object> {
  constructor(private readonly values: Ephemeral) {}

  async run(): Promise<void> {
    await this.values.sweep();
  }
}
