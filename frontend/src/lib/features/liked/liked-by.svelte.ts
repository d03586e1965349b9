import type { LikesOfUser } from '#lib/api/contract.ts';
import { TrackFeed, type TrackFeedParts } from '#lib/state/track-feed.svelte.ts';

/** LIKE-04: somebody, and what they like. */
export class LikedBy {
  readonly feed: TrackFeed;
  /** Null until the first page came. */
  of = $state.raw<Pick<LikesOfUser, 'user' | 'count'> | null>(null);

  constructor(page: (cursor?: string) => Promise<LikesOfUser>, onread?: TrackFeedParts['onread']) {
    this.feed = new TrackFeed({
      page: async (cursor) => {
        const answer = await page(cursor);
        this.of = answer;
        return answer;
      },
      onread,
    });
  }

  /** The first page; that nobody is called so is thrown. What is known is read anew behind it. */
  async begin(): Promise<NonNullable<LikedBy['of']>> {
    const refreshed = this.feed.refresh();
    if (this.of) return this.of;
    await refreshed;
    if (!this.of) throw this.feed.problem;
    return this.of;
  }
}
