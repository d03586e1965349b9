import { body, type Api } from '#lib/api/client.ts';
import type { OwnLikesPage, SyncState, Track } from '#lib/api/contract.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import { ListOrder } from '#lib/features/reorder/list-order.svelte.ts';
import { Places } from '#lib/features/reorder/places.ts';
import { KEPT_LIKES, type LikeChange, type Likes } from '#lib/state/likes.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';
import type { Kept } from '#lib/util/kept.ts';

export interface LikedTracksParts {
  api: Api;
  toasts: Toasts;
  likes: Pick<Likes, 'onchange' | 'settled'>;
  kept: Kept;
  /** Whose they are. */
  handle: string;
  onread: (tracks: readonly Track[], askedAtMs: number) => void;
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
  /** How the record of the list stands. */
  standing = $state<SyncState>('synced');
  readonly pds: PdsState;
  readonly feed: TrackFeed;
  readonly order: ListOrder;
  readonly #places = new Places<Track>(({ id }) => id);
  readonly #parts: LikedTracksParts;

  constructor(parts: LikedTracksParts) {
    const { api, toasts } = parts;
    this.#parts = parts;
    this.feed = new TrackFeed({
      page: (cursor) => this.#page(cursor, PAGE),
      kept: { in: parts.kept, as: KEPT_LIKES },
      onread: parts.onread,
    });
    this.pds = new PdsState({ api, toasts, read: () => this.#page(undefined, 1) });
    this.order = new ListOrder({
      name: () => 'your likes',
      tracks: () => this.arranged,
      onorder: (tracks) => (this.feed.tracks = [...tracks, ...this.feed.tracks.slice(LONGEST_RECORD)]),
      ready: () => parts.likes.settled(),
      save: async (items) => {
        await body(api.PUT('/lists/liked/reorder', { body: { items } }));
        this.standing = 'pending';
      },
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

  /** LIKE-07: what is liked or unliked anywhere on the page comes and goes here too. Returns what ends it. */
  follow(): () => void {
    return this.#parts.likes.onchange((change) => this.#changed(change));
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

  #changed({ track, liked, refused }: LikeChange): void {
    const here = this.feed.tracks.some(({ id }) => id === track.id);
    if (liked && refused) this.feed.put(track, this.#placeOf(track));
    else if (liked && !here) this.feed.put(track);
    else if (!liked) this.#take(track);
    if (!refused) void this.#parts.likes.settled().then(() => (this.standing = 'pending'));
    if (here === liked) return;
    if (this.count !== null) this.count = Math.max(0, this.count + (liked ? 1 : -1));
    // what is on its way may not know of it yet
    if (this.feed.loading) void this.#parts.likes.settled().then(() => this.refresh());
  }

  #take({ id }: Track): void {
    this.#places.note(this.feed.tracks);
    this.feed.drop(id);
  }

  /** Where it stood when it was taken out. */
  #placeOf(track: Track): number {
    const others = this.feed.tracks.filter(({ id }) => id !== track.id);
    return this.#places.back(others, track).indexOf(track);
  }

  async #page(cursor: string | undefined, limit: number): Promise<OwnLikesPage> {
    const page = await body(this.#parts.api.GET('/tracks/liked', { params: { query: { cursor, limit } } }));
    this.standing = page.sync_state;
    return page;
  }

  async #readAnew(): Promise<void> {
    this.feed.reset();
    await this.refresh();
    await this.#readOn();
  }

  async #readOn(): Promise<void> {
    const { feed } = this;
    while (feed.hasMore && feed.tracks.length < LONGEST_RECORD && !feed.problem) await feed.more();
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
