import { body, type Api } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { ListOrder } from '#lib/features/reorder/list-order.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';

export interface LikedTracksParts {
  api: Api;
  toasts: Toasts;
  /** Whose they are. */
  handle: string;
  onread: (tracks: readonly Track[]) => void;
}

/** LST-19: a list record names no more; of a longer list the rest follows newest first. */
export const LONGEST_RECORD = 500;
const PAGE = 100;

/** What the listener likes, in their order (LIKE-03), and that order (LST-09). */
export class LikedTracks {
  /** All of them, also those on further pages; null until it is known. */
  count = $state<number | null>(null);
  arranging = $state(false);
  /** The rows that can be arranged are being read. */
  preparing = $state(false);
  readonly feed: TrackFeed;
  readonly order: ListOrder;
  readonly #parts: LikedTracksParts;

  constructor(parts: LikedTracksParts) {
    const { api, toasts } = parts;
    this.#parts = parts;
    this.feed = new TrackFeed({
      page: (cursor) => body(api.GET('/tracks/liked', { params: { query: { cursor, limit: PAGE } } })),
      onread: parts.onread,
    });
    this.order = new ListOrder({
      name: () => 'your likes',
      tracks: () => this.arranged,
      onorder: (tracks) => (this.feed.tracks = [...tracks, ...this.feed.tracks.slice(LONGEST_RECORD)]),
      save: (items) => body(api.PUT('/lists/liked/reorder', { body: { items } })),
      reread: () => this.#readAnew(),
      toasts,
    });
  }

  /** Those that have a place of their own. */
  get arranged(): readonly Track[] {
    return this.feed.tracks.slice(0, LONGEST_RECORD);
  }

  /** There are more than have a place of their own. */
  get overflows(): boolean {
    return (this.count ?? 0) > LONGEST_RECORD;
  }

  async refresh(): Promise<void> {
    await Promise.all([this.feed.refresh(), this.#readCount()]);
  }

  /** An order is about all that it can be about, so all of that is read first. */
  async arrange(): Promise<void> {
    this.preparing = true;
    await this.#readOn();
    this.preparing = false;
    if (this.feed.problem)
      this.#parts.toasts.error('your likes could not all be read, so they cannot be put in order.');
    else this.arranging = true;
  }

  async #readAnew(): Promise<void> {
    this.feed.reset();
    await this.refresh();
    await this.#readOn();
  }

  async #readOn(): Promise<void> {
    const { feed } = this;
    while (feed.hasMore && feed.tracks.length < LONGEST_RECORD && !feed.problem) {
      const before = feed.tracks.length;
      await feed.more();
      // the page that is on its way brings them
      if (feed.tracks.length === before && !feed.problem) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #readCount(): Promise<void> {
    const params = { path: { handle: this.#parts.handle }, query: { limit: 1 } };
    try {
      this.count = (await body(this.#parts.api.GET('/users/{handle}/likes', { params }))).count;
    } catch {
      // the rows say enough
    }
  }
}
