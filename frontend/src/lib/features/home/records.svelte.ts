import { body, type Api } from '#lib/api/client.ts';
import type { AlbumListItem } from '#lib/api/contract.ts';
import type { TrackFeed } from '#lib/state/track-feed.svelte.ts';
import { newRecords, type NewRecord } from './records.ts';

/** What stands in the crate. */
export class Records {
  #albums = $state.raw<readonly AlbumListItem[] | null>(null);
  readonly #api: Api;
  readonly #latest: TrackFeed;
  /** Null while nothing is known: the crate keeps its place. */
  readonly shown = $derived.by<readonly NewRecord[] | null>(() => {
    const records = newRecords(this.#latest.tracks, this.#albums ?? []);
    const settled = this.#albums !== null && (this.#latest.known || this.#latest.problem !== null);
    return records.length > 0 || settled ? records : null;
  });

  constructor(api: Api, latest: TrackFeed) {
    this.#api = api;
    this.#latest = latest;
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
