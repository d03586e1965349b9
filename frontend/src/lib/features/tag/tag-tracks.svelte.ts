import type { TagPage } from '#lib/api/contract.ts';
import { TrackFeed, type TrackFeedParts } from '#lib/state/track-feed.svelte.ts';

/** A tag and the tracks that carry it. */
export class TagTracks {
  readonly feed: TrackFeed;
  detail = $state.raw<TagPage['tag'] | null>(null);

  constructor(page: (cursor?: string) => Promise<TagPage>, onread?: TrackFeedParts['onread']) {
    this.feed = new TrackFeed({
      page: async (cursor) => {
        const answer = await page(cursor);
        this.detail = answer.tag;
        return answer;
      },
      onread,
    });
  }

  /** The first page; an unknown tag is thrown, so that the page can say so. What is known is read anew behind it. */
  async begin(): Promise<void> {
    const refreshed = this.feed.refresh();
    if (this.detail) return;
    await refreshed;
    if (this.feed.problem instanceof Error) throw this.feed.problem;
  }
}
