import type { Me } from '../api/contract.ts';
import type { Toasts } from './toasts.svelte.ts';

export interface ScopeUpgradeParts {
  toasts: Pick<Toasts, 'warning' | 'update'>;
  /** Where a handle signs in again, to come back to the page that is open. */
  signInAgain: (handle: string) => string;
}

const SAYING = 'your server has not allowed plyr.fm to write all that it writes now. allow it, and you come back here.';

/**
 * AUTH-09: what was granted no longer covers what plyr.fm writes. Says so once, with the way to grant it; who goes that
 * way is the listener's choice, so that a server that keeps refusing leads nobody in circles.
 */
export class ScopeUpgrade {
  #toast: number | null = null;
  readonly #parts: ScopeUpgradeParts;

  constructor(parts: ScopeUpgradeParts) {
    this.#parts = parts;
  }

  ask({ handle }: Pick<Me, 'handle'>): void {
    const { toasts, signInAgain } = this.#parts;
    const options = { kind: 'warning', link: { label: 'allow', href: signInAgain(handle) }, durationMs: 0 } as const;
    this.#toast = this.#toast === null ? toasts.warning(SAYING, options) : toasts.update(this.#toast, SAYING, options);
  }
}
