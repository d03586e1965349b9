import { body, type Api } from '#lib/api/client.ts';
import type { UnfinishedWrite } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { counted } from '#lib/util/count.ts';

export interface AccountSyncParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
}

/** So often is asked anew while something is on its way. */
const LOOK_MS = 4000;
const PAGE = 20;

/** CON-10: what has not reached the listener's own repository yet, and another try for what failed. */
export class AccountSync {
  writes = $state.raw<readonly UnfinishedWrite[]>([]);
  known = $state(false);
  hasMore = $state(false);
  problem = $state.raw<unknown>(null);
  retrying = $state(false);
  readonly failed = $derived(this.writes.filter(({ state }) => state === 'failed'));
  readonly underWay = $derived(this.writes.some(({ state, waiting }) => state !== 'failed' && waiting === null));
  readonly #parts: AccountSyncParts;

  constructor(parts: AccountSyncParts) {
    this.#parts = parts;
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

  /** Looks again until nothing is under way. Returns what ends it. */
  follow(): () => void {
    const timer = setInterval(() => void this.read(), LOOK_MS);
    return () => clearInterval(timer);
  }

  /** One that failed, or all of them. */
  async retry(write?: UnfinishedWrite): Promise<void> {
    if (this.retrying) return;
    this.retrying = true;
    try {
      const ids = write && [write.id];
      const { retried } = await body(this.#parts.api.POST('/account/sync/retry', { body: { ids } }));
      this.#parts.toasts.success(`${counted(retried, 'change')} on the way to your pds`);
    } catch (problem) {
      const why = problem instanceof ApiProblem ? problem.detail : 'try again in a moment.';
      this.#parts.toasts.error(`that could not be started. ${why}`);
    } finally {
      this.retrying = false;
    }
    await this.read();
  }
}
