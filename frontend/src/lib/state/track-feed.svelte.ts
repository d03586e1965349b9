import type { Track, TrackPage } from '../api/contract.ts';
import { keptJson, type Kept } from '../util/kept.ts';

export interface TrackFeedParts {
  /** One page of the list; the first without a cursor. */
  page: (cursor?: string) => Promise<TrackPage>;
  /** UX-02: where the first page is kept, to be shown at once on the next visit. */
  kept?: { in: Kept; as: string };
  /** Fresh copies of tracks came in; `askedAtMs` says how fresh, by `performance.now()`. */
  onread?: (tracks: readonly Track[], askedAtMs: number) => void;
}

/** A list of tracks that grows downward, page by page (GEN-04). */
export class TrackFeed {
  tracks = $state.raw<readonly Track[]>([]);
  /** The first page is here: what is shown, or that there is nothing, is true. */
  known = $state(false);
  loading = $state(false);
  hasMore = $state(false);
  /** Why the last page did not come. */
  problem = $state.raw<unknown>(null);
  /** Goes up with every page that came: who waits at the end is asked again, also after one that brought nothing new. */
  pages = $state(0);
  #cursor: string | null = null;
  #asking: 'first' | 'next' = 'first';
  /** Somebody waits at the end, while the first page is read anew. */
  #wantsMore = false;
  /** Answers to older questions are dropped. */
  #asked = 0;
  /** Settles when what was asked last is here. */
  #reading: Promise<void> = Promise.resolve();
  readonly #parts: TrackFeedParts;

  constructor(parts: TrackFeedParts) {
    this.#parts = parts;
    const kept = parts.kept && keptJson<Track[]>(parts.kept.in, parts.kept.as);
    if (kept?.length) this.tracks = kept;
  }

  get shown(): number {
    return this.tracks.length;
  }

  /** The first page anew. Further pages stay where the new one still leads to them. */
  refresh(): Promise<void> {
    return (this.#reading = this.#refresh());
  }

  /** The next page; while another is on its way, that one. */
  more(): Promise<void> {
    if (this.loading && this.#asking === 'first') this.#wantsMore = true;
    if (this.loading || !this.hasMore || !this.#cursor) return this.#reading;
    return (this.#reading = this.#more(this.#cursor));
  }

  /** After a failure: the same question again. */
  retry(): Promise<void> {
    return this.#asking === 'next' ? this.more() : this.refresh();
  }

  /** Of another listener: nothing of it may be shown. */
  reset(): void {
    this.#asked += 1;
    this.#wantsMore = false;
    [this.tracks, this.known, this.loading, this.hasMore, this.problem] = [[], false, false, false, null];
    this.#parts.kept?.in.remove(this.#parts.kept.as);
  }

  /** It was deleted, or hidden. */
  drop(trackId: number): void {
    this.tracks = this.tracks.filter((track) => track.id !== trackId);
    if (this.known) this.#keep(this.tracks);
  }

  /** It came: on top, or to a place of its own. */
  put(track: Track, place = 0): void {
    this.tracks = this.tracks.filter(({ id }) => id !== track.id).toSpliced(place, 0, track);
    if (this.known) this.#keep(this.tracks);
  }

  /** LIKE-07: the copy here follows, and with it the one that the next visit sees first. */
  like(trackId: number, liked: boolean): void {
    if (!this.tracks.some(({ id }) => id === trackId)) return;
    this.tracks = this.tracks.map((track) => (track.id === trackId ? asLiked(track, liked) : track));
    this.#keep(this.tracks);
  }

  async #refresh(): Promise<void> {
    // a page under way may not join on to the new beginning: it is asked for again behind it
    if (this.loading && this.#asking === 'next') this.#wantsMore = true;
    const page = await this.#ask('first');
    if (!page) return;
    const joint = this.tracks.findIndex((track) => track.id === page.tracks.at(-1)?.id);
    const rest = this.known && joint !== -1 ? this.tracks.slice(joint + 1) : [];
    if (rest.length === 0) this.#follow(page);
    this.known = true;
    this.tracks = [...page.tracks, ...rest];
    this.#keep(page.tracks);
    this.pages += 1;
    const wanted = this.#wantsMore && this.hasMore ? this.#cursor : null;
    this.#wantsMore = false;
    if (wanted) await this.#more(wanted);
  }

  async #more(cursor: string): Promise<void> {
    const page = await this.#ask('next', cursor);
    if (!page) return;
    this.#follow(page);
    const known = Object.fromEntries(this.tracks.map(({ id }) => [id, true]));
    this.tracks = [...this.tracks, ...page.tracks.filter(({ id }) => !known[id])];
    this.pages += 1;
  }

  async #ask(which: 'first' | 'next', cursor?: string): Promise<TrackPage | null> {
    const asked = ++this.#asked;
    this.#asking = which;
    const askedAtMs = performance.now();
    this.loading = true;
    this.problem = null;
    try {
      const page = await this.#parts.page(cursor);
      if (asked !== this.#asked) return null;
      this.loading = false;
      this.#parts.onread?.(page.tracks, askedAtMs);
      return page;
    } catch (problem) {
      if (asked !== this.#asked) return null;
      this.loading = false;
      this.problem = problem;
      return null;
    }
  }

  #follow({ next_cursor, has_more }: TrackPage): void {
    this.#cursor = next_cursor;
    this.hasMore = has_more && next_cursor !== null;
  }

  #keep(tracks: readonly Track[]): void {
    this.#parts.kept?.in.set(this.#parts.kept.as, JSON.stringify(tracks.slice(0, 20)));
  }
}

const asLiked = (track: Track, liked: boolean): Track => ({
  ...track,
  is_liked: liked,
  like_count: Math.max(0, track.like_count + Number(liked) - Number(track.is_liked)),
});
