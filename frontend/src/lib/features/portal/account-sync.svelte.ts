import { body, type Api } from '#lib/api/client.ts';
import type { UnfinishedWrite } from '#lib/api/contract.ts';
import { PdsState } from '#lib/features/pds/pds-state.svelte.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';

export interface AccountSyncParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
}

const PAGE = 20;

/** CON-10: what has not reached the listener's own repository yet, and another try for what failed. */
export class AccountSync {
  writes = $state.raw<readonly UnfinishedWrite[]>([]);
  known = $state(false);
  hasMore = $state(false);
  problem = $state.raw<unknown>(null);
  readonly failed = $derived(this.writes.filter(({ state }) => state === 'failed'));
  readonly underWay = $derived(this.writes.some(({ state, waiting }) => state !== 'failed' && waiting === null));
  readonly pds: PdsState;
  readonly #parts: AccountSyncParts;

  constructor(parts: AccountSyncParts) {
    this.#parts = parts;
    this.pds = new PdsState({ ...parts, read: () => this.read() });
  }

  async read(): Promise<void> {
    try {
      const page = await body(this.#parts.api.GET('/account/sync', { params: { query: { limit: PAGE } } }));
      this.writes = page.items;
      this.hasMore = page.has_more;
      this.problem = null;
      this.known = true;
    } catch (problem) {
      this.problem = problem;
    }
  }
}
