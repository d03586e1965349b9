import { body } from '#lib/api/client.ts';
import type { Artist, SyncState } from '#lib/api/contract.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';

/** How the record of the listener's own profile stands (CON-10); without one there is nothing to say. */
export class OwnProfile {
  standing = $state<SyncState | undefined>();
  readonly pds: PdsState;
  readonly #api: App['api'];

  constructor({ api, toasts }: Pick<App, 'api' | 'toasts'>, known?: Artist | null) {
    this.#api = api;
    this.standing = known?.sync_state;
    this.pds = new PdsState({ api, toasts, read: () => this.#take() });
  }

  async read(): Promise<void> {
    // what is not known is not said
    await this.#take().catch(() => undefined);
  }

  async #take(): Promise<void> {
    this.standing = (await body(this.#api.GET('/artists/me'))).sync_state;
  }
}
