import type { TagPage } from '#lib/api/contract.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';

/** A tag and the tracks that carry it. */
export class TagTracks {
  readonly feed: TrackFeed;
  detail = $state.raw<TagPage['tag'] | null>(null);

  constructor(page: (cursor?: string) => Promise<TagPage>) {
    this.feed = new TrackFeed({
      page: async (cursor) => {
        const answer = await page(cursor);
        this.detail = answer.tag;
        return answer;
      },
    });
  }

  /** The first page; an unknown tag is thrown, so that the page can say so. */
  async begin(): Promise<void> {
    await this.feed.refresh();
    if (this.feed.problem instanceof Error) throw this.feed.problem;
  }
}
