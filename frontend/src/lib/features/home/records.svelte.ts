import { body, type Api } from '#lib/api/client.ts';
import type { AlbumListItem } from '#lib/api/contract.ts';
import type { TrackFeed } from '#lib/state/track-feed.svelte.ts';
import { artSource, fetchAhead } from '#lib/util/artwork.ts';
import { newRecords, type NewRecord, SLEEVE_SIZES } from './records.ts';

/** What stands in the crate. */
export class Records {
  #albums = $state.raw<readonly AlbumListItem[] | null>(null);
  readonly #api: Api;
  readonly #latest: TrackFeed;
  /** Null until both are known of which they are made: the crate keeps its place, and nothing in it changes places. */
  readonly shown = $derived.by<readonly NewRecord[] | null>(() => {
    const latest = this.#latest;
    const known = this.#albums !== null && (latest.known || latest.problem !== null);
    return known ? newRecords(latest.tracks, this.#albums ?? []) : null;
  });

  constructor(api: Api, latest: TrackFeed) {
    this.#api = api;
    this.#latest = latest;
  }

  /** Asks for the first cover before anything is drawn; a second would share the way here with it. */
  fetchCover(): void {
    const first = this.shown?.[0];
    const source = first && artSource(first.image_url, first.thumbnail_url);
    if (source) fetchAhead(source, SLEEVE_SIZES);
  }

  async read(): Promise<void> {
    try {
      this.#albums = (await body(this.#api.GET('/albums', { params: { query: { limit: 12 } } }))).albums;
    } catch {
      // the crate is filled from the latest tracks then
      this.#albums = [];
    }
  }
}
