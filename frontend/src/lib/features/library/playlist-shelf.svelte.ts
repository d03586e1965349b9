import { untrack } from 'svelte';
import type { Playlist } from '#lib/api/contract.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { ownPlaylists, type Playlists } from '#lib/state/playlists.svelte.ts';

/** The playlists of whoever listens, as a page shows them: read while it is looked at, and until all are on the PDS. */
export class PlaylistShelf {
  problem = $state.raw<unknown>(null);
  reading = $state(false);
  readonly #playlists: Playlists;
  readonly #pds: PdsState;
  readonly #session: App['session'];

  constructor(app: Pick<App, 'api' | 'toasts' | 'session'>) {
    this.#playlists = ownPlaylists(app);
    this.#session = app.session;
    this.#pds = new PdsState({ api: app.api, toasts: app.toasts, read: () => this.#playlists.read() });
  }

  /** `null` until they were read. */
  get all(): readonly Playlist[] | null {
    return this.#playlists.all;
  }

  get #onTheWay(): boolean {
    return this.all?.some(({ sync_state }) => sync_state === 'pending') ?? false;
  }

  async read(): Promise<void> {
    this.reading = true;
    this.problem = null;
    await this.#playlists.read().catch((refusal: unknown) => (this.problem = refusal));
    this.reading = false;
  }

  create(name: string): Promise<Playlist | null> {
    return this.#playlists.create(name);
  }

  /** For as long as the component stands that calls it as it begins. */
  follow(): void {
    $effect(() => {
      // whoever else comes has others
      void this.#session.me?.did;
      untrack(() => void this.read());
    });
    $effect(() => (this.#onTheWay ? this.#pds.follow() : undefined));
  }
}
