import { body, type Api } from '#lib/api/client.ts';
import { reasonOf } from '#lib/api/problem.ts';
import { lookOn } from './look-on.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import { counted } from '#lib/util/count.ts';

export interface PdsStateParts {
  api: Api;
  toasts: Pick<Toasts, 'success' | 'error'>;
  /** Reads how it stands, and nothing else: what is shown may be newer. */
  read: () => Promise<unknown>;
  /** Has what failed written again, and answers what to say then; everything of the listener, where it is left out. */
  write?: () => Promise<string>;
}

/** How what the listener made gets into their own repository, and another try where it did not (CON-04, CON-10). */
export class PdsState {
  retrying = $state(false);
  readonly #parts: PdsStateParts;

  constructor(parts: PdsStateParts) {
    this.#parts = parts;
  }

  /** Some writes, or what {@link PdsStateParts.write} says. */
  async retry(ids?: number[]): Promise<void> {
    if (this.retrying) return;
    const { toasts, write } = this.#parts;
    this.retrying = true;
    try {
      toasts.success(await (write && !ids ? write() : this.#writeAgain(ids)));
    } catch (problem) {
      toasts.error(`that could not be started. ${reasonOf(problem)}`);
    } finally {
      this.retrying = false;
    }
    await this.#look();
  }

  /** Until it is ended by what this returns. */
  follow(): () => void {
    return lookOn(this.#parts.read);
  }

  async #writeAgain(ids?: number[]): Promise<string> {
    const { retried } = await body(this.#parts.api.POST('/account/sync/retry', { body: { ids } }));
    return `${counted(retried, 'change')} on the way to your pds`;
  }

  async #look(): Promise<void> {
    try {
      await this.#parts.read();
    } catch {
      // asked again soon
    }
  }
}
