import { HOUR_MS } from '../../../common/clock.js';
import { defineJob, Handles, type JobHandler } from '../../../platform/queue/index.js';
import { FollowTracksHandler } from './follow-tracks.handler.js';
import { FollowedListsQueries } from './followed-lists.queries.js';

export const sweepLists = defineJob('playlists.sweep-lists', { everyMs: HOUR_MS, attempts: 1 });

const AT_ONCE = 500;

/** Has lists follow tracks whose news were lost between their commit and the queue. */
@Handles(sweepLists)
export class SweepListsHandler implements JobHandler<object> {
  constructor(
    private readonly lists: FollowedListsQueries,
    private readonly follow: FollowTracksHandler,
  ) {}

  async run(): Promise<void> {
    const trackIds = await this.lists.missed(AT_ONCE);
    if (trackIds.length > 0) await this.follow.run({ trackIds });
  }
}
