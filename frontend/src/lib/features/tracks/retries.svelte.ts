import { createContext } from 'svelte';
import type { Track } from '#lib/api/contract.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { rowState } from './row-state.ts';

/** CON-04: another try of a record from the row of any list, and how its track stands since then. */
export class Retries {
  #retried = $state.raw<Readonly<Record<number, Track>>>({});
  readonly #app: Pick<App, 'api' | 'toasts' | 'learn'>;

  constructor(app: Pick<App, 'api' | 'toasts' | 'learn'>) {
    this.#app = app;
  }

  /** The track as a list has it, or newer. */
  standing(track: Track): Track {
    return rowState(track, null) === 'failed' ? (this.#retried[track.id] ?? track) : track;
  }

  /** Looks how it goes on until the record is written or the list is left. */
  async begin(track: Track, leaving: AbortSignal): Promise<void> {
    const { retryRecord } = await import('#lib/features/portal/retry-record.ts');
    const onread = (fresh: Track): void => void (this.#retried = { ...this.#retried, [fresh.id]: fresh });
    await retryRecord(this.#app, track, onread, leaving);
  }
}

export const [useRetries, provideRetries] = createContext<Retries>();
