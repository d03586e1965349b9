import { body, type Api } from '#lib/api/client.ts';
import type { Track } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { rewritten } from './record-state.ts';

export interface TrackRecordParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
}

const LOOK_MS = 4000;

/** The record of one's own track, on its way to the PDS or stranded (CON-04). */
export class TrackRecord {
  retrying = $state(false);
  readonly #parts: TrackRecordParts;
  readonly #track: () => Track;
  readonly #onread: (track: Track) => void;

  constructor(parts: TrackRecordParts, track: () => Track, onread: (track: Track) => void) {
    this.#parts = parts;
    this.#track = track;
    this.#onread = onread;
  }

  /** Looks at intervals how it stands. Returns what ends it. */
  follow(): () => void {
    const timer = setInterval(() => void this.#read(), LOOK_MS);
    return () => clearInterval(timer);
  }

  async retry(): Promise<void> {
    const { api, toasts } = this.#parts;
    const track = this.#track();
    this.retrying = true;
    try {
      this.#onread(await rewritten(api, track));
      toasts.success(`${track.title} is on its way to your pds`);
    } catch (problem) {
      const why = problem instanceof ApiProblem ? problem.detail : 'try again in a moment.';
      toasts.error(`${track.title} could not be restored. ${why}`);
    } finally {
      this.retrying = false;
    }
  }

  async #read(): Promise<void> {
    const path = { id: this.#track().id };
    try {
      this.#onread(await body(this.#parts.api.GET('/tracks/{id}', { params: { path } })));
    } catch {
      // asked again soon
    }
  }
}
