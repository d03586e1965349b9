import { MINUTE_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { KINDS } from '../kinds.js';
import { PopularityRepository } from './popularity.repository.js';

export const refreshPopularity = defineJob('search.refresh-popularity', {
  attempts: 1,
  everyMs: 5 * MINUTE_MS,
});

/** Plays and likes are counted elsewhere, row by row; here it is enough to know them now and then. */
@Handles(refreshPopularity)
export class RefreshPopularityHandler implements JobHandler<Record<string, never>> {
  constructor(private readonly popularity: PopularityRepository) {}

  async run(): Promise<void> {
    for (const kind of KINDS) {
      while (await this.popularity.refreshSome(kind));
      await this.popularity.chooseHot(kind);
    }
  }
}
