import { SvelteMap } from 'svelte/reactivity';
import { body, type Api } from '../api/client.ts';
import type { Track } from '../api/contract.ts';
import { isPassing } from '../api/problem.ts';

type Drawable = Pick<Track, 'id' | 'file_id'>;

/** Few at a time: signatures are decoration, and music comes first. */
const AT_ONCE = 2;

/** The peaks of tracks, fetched once each when they come into view. They never change for a file. */
export class Waveforms {
  readonly #peaks = new SvelteMap<string, readonly number[]>();
  readonly #asked: Record<string, true> = {};
  readonly #waiting: Drawable[] = [];
  #running = 0;
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** 0 to 255 each; null until they are here. */
  of(track: Drawable): readonly number[] | null {
    return this.#peaks.get(track.file_id) ?? null;
  }

  want(track: Drawable): void {
    if (track.file_id in this.#asked) return;
    this.#asked[track.file_id] = true;
    this.#waiting.push(track);
    void this.#work();
  }

  /** It left the view before its turn came. */
  unwant(track: Drawable): void {
    const place = this.#waiting.findIndex((waiting) => waiting.file_id === track.file_id);
    if (place === -1) return;
    this.#waiting.splice(place, 1);
    delete this.#asked[track.file_id];
  }

  async #work(): Promise<void> {
    if (this.#running >= AT_ONCE) return;
    const track = this.#waiting.shift();
    if (!track) return;
    this.#running += 1;
    try {
      const { peaks } = await body(this.#api.GET('/tracks/{id}/waveform', { params: { path: { id: track.id } } }));
      this.#peaks.set(track.file_id, peaks);
    } catch (problem) {
      // a row without its signature is still a row; what passes is asked for again when it next comes into view
      if (isPassing(problem)) delete this.#asked[track.file_id];
    } finally {
      this.#running -= 1;
      void this.#work();
    }
  }
}
