import { DAY_MS, MINUTE_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { GarbageCollector } from './garbage-collector.js';
import { StagedLeftovers } from './staged-leftovers.js';

export const collectGarbage = defineJob('media.collect-garbage', {
  attempts: 1,
  everyMs: 10 * MINUTE_MS,
});
export const doomOrphans = defineJob('media.doom-orphans', { attempts: 1, everyMs: DAY_MS });

@Handles(collectGarbage)
export class CollectGarbageHandler implements JobHandler<Record<string, never>> {
  constructor(
    private readonly garbage: GarbageCollector,
    private readonly staged: StagedLeftovers,
  ) {}

  async run(): Promise<void> {
    await this.staged.collect();
    await this.garbage.collect();
  }
}

@Handles(doomOrphans)
export class DoomOrphansHandler implements JobHandler<Record<string, never>> {
  constructor(private readonly garbage: GarbageCollector) {}

  async run(): Promise<void> {
    await this.garbage.doomOrphans();
  }
}
