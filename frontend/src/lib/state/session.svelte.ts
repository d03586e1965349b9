import { body, type Api } from '../api/client.ts';
import type { Me } from '../api/contract.ts';
import { ApiProblem } from '../api/problem.ts';
import { keptJson, type Kept } from '../util/kept.ts';

/** `unknown` while the answer is on its way, or the server could not say. */
export type SessionStatus = 'unknown' | 'guest' | 'signed-in';

/** How the listener looked the last time: shown while the answer is on its way (AUTH-16). Holds nothing secret. */
type Look = Pick<Me, 'did' | 'handle' | 'display_name' | 'avatar_url'>;

export interface SessionParts {
  api: Api;
  kept: Kept;
  /**
   * AUTH-12: everything that belonged to one identity is read anew or dropped. Called on every change of it, and when
   * the listener of the last visit turned out to be `same`: then what was kept is theirs.
   */
  onidentity: (me: Me | null, same: boolean) => void;
}

const HINT = 'plyr.session-hint';

/** Who is listening. The only proof is the answer of `/auth/me`; what is kept here is a hint to skip the question. */
export class Session {
  status = $state<SessionStatus>('unknown');
  me = $state.raw<Me | null>(null);
  #look = $state.raw<Look | null>(null);
  /** Whom to show: the listener, or how they looked last time. */
  readonly look = $derived<Look | null>(this.me ?? (this.status === 'unknown' ? this.#look : null));
  /** Settles when it is known who is listening. */
  ready: Promise<void> = Promise.resolve();
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#look = keptJson<Look>(parts.kept, HINT);
  }

  /** With an exchange token the session is made first; without a hint nobody is asked for (guests cost no call). */
  begin(exchangeToken: string | null): Promise<void> {
    if (exchangeToken) this.ready = this.#exchange(exchangeToken);
    else if (this.#look) this.ready = this.refresh();
    else this.#become(null);
    return this.ready;
  }

  /** Asks anew. Without an answer everything stays as it is. */
  async refresh(): Promise<void> {
    await this.#ask().catch(() => undefined);
  }

  /** Who is listening, asked again where nobody could say; throws an {@link ApiProblem} while that is so. */
  async known(): Promise<Me | null> {
    await this.ready.catch(() => undefined);
    if (this.status === 'unknown') await this.#ask();
    return this.me;
  }

  /** The server may be there again. */
  askAgain(): void {
    if (this.status === 'unknown') void this.refresh();
  }

  /** The server no longer knows this session. Returns whether someone was signed in. */
  expire(): boolean {
    if (this.status !== 'signed-in') return false;
    this.#become(null);
    return true;
  }

  async signOut(): Promise<void> {
    await body(this.#parts.api.POST('/auth/logout'));
    this.#become(null);
  }

  /** P-SEC-14: another tab signed this listener out. Returns whether it was the one of this tab. */
  endedElsewhere(did: string): boolean {
    if (this.look?.did !== did) return false;
    this.#become(null);
    return true;
  }

  /** Throws what kept the server from answering; only its refusal makes a guest. */
  async #ask(): Promise<void> {
    try {
      this.#become(await body(this.#parts.api.GET('/auth/me')));
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.status !== 401) throw problem;
      this.#become(null);
    }
  }

  async #exchange(exchangeToken: string): Promise<void> {
    try {
      await body(this.#parts.api.POST('/auth/exchange', { body: { exchange_token: exchangeToken } }));
    } catch (problem) {
      // a used token of a page that was opened again: the session it made may well be alive
      await this.refresh();
      if (this.status !== 'signed-in') throw problem;
      return;
    }
    await this.refresh();
  }

  #become(me: Me | null): void {
    const before = this.status === 'unknown' ? this.#look : this.me;
    const told = this.status !== 'unknown' && before?.did === me?.did;
    this.me = me;
    this.status = me ? 'signed-in' : 'guest';
    if (me) {
      const { did, handle, display_name, avatar_url } = me;
      this.#look = { did, handle, display_name, avatar_url };
      this.#parts.kept.set(HINT, JSON.stringify(this.#look));
    } else {
      this.#look = null;
      this.#parts.kept.remove(HINT);
    }
    if (!told && (before || me)) this.#parts.onidentity(me, before?.did === me?.did);
  }
}
