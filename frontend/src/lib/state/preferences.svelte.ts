import { body, type Api } from '../api/client.ts';
import type { Preferences as Values, PreferencesChange } from '../api/contract.ts';
import { keptJson, type Kept } from '../util/kept.ts';
import type { Toasts } from './toasts.svelte.ts';

/** PREF-01, for guests and until the server has answered. */
const DEFAULTS: Values = {
  accent_color: '#6a9fff',
  theme: 'dark',
  auto_advance: true,
  allow_comments: false,
  hidden_tags: ['ai'],
  enable_teal_scrobbling: false,
  teal_needs_reauth: false,
  show_sensitive_artwork: false,
  show_liked_on_profile: false,
  ui_settings: {},
};

/** The key in `ui_settings` under which is kept whether loudness is evened out. */
export const NORMALISED = 'even_loudness';

/** Where the list of a guest is kept. */
const HIDDEN = 'plyr.hidden-tags';

export interface PreferencesParts {
  api: Api;
  kept: Kept;
  toasts: Pick<Toasts, 'error' | 'update'>;
  /** The server said what the listener's settings are. */
  onread?: (values: Values) => void;
}

/** The listener's settings: read once after sign-in, changed one field at a time. */
export class Preferences {
  /** What a guest chose to hide; null while that is the usual. */
  #hiddenByGuest: readonly string[] | null;
  /** What this instance hides from who said nothing. */
  #usuallyHidden = DEFAULTS.hidden_tags;
  /** Shown already, and on their way. */
  #changes = $state.raw<readonly PreferencesChange[]>([]);
  #saved = $state.raw<Values>(DEFAULTS);
  readonly values = $derived(this.#changes.reduce<Values>((values, change) => ({ ...values, ...change }), this.#saved));
  #signedIn = false;
  /** Counts listeners: an answer that an earlier one asked for is dropped. */
  #listener = 0;
  /** One after the other: the last answer is then the latest. */
  #sending: Promise<unknown> = Promise.resolve();
  /** The toast that says so, one for all settings. */
  #said = 0;
  readonly #parts: PreferencesParts;

  constructor(parts: PreferencesParts) {
    this.#parts = parts;
    this.#hiddenByGuest = keptJson<string[]>(parts.kept, HIDDEN);
    this.#saved = this.#ofGuest();
  }

  /** TAG-04: what is to be left out of the feed here, because the server does not know of it. */
  get hiddenHere(): readonly string[] | null {
    return this.#signedIn ? null : this.#hiddenByGuest;
  }

  /** What the instance says is hidden from guests. */
  learnUsual(hiddenTags: string[]): void {
    this.#usuallyHidden = hiddenTags;
    if (!this.#signedIn) this.#saved = { ...this.#saved, hidden_tags: this.#ofGuest().hidden_tags };
  }

  async read(): Promise<void> {
    this.#signedIn = true;
    const listener = this.#listener;
    const read = this.#sending.then(() => body(this.#parts.api.GET('/preferences')));
    this.#sending = read.catch(() => undefined);
    const saved = await read;
    if (listener !== this.#listener) return;
    this.#saved = saved;
    this.#parts.onread?.(this.values);
  }

  /**
   * Shown at once and sent when someone is signed in; a refusal puts the old value back and says so. Answers whether it
   * stands.
   */
  async change(change: PreferencesChange): Promise<boolean> {
    if (!this.#signedIn) {
      this.#saved = { ...this.#saved, ...change };
      if (change.hidden_tags) this.#keep(change.hidden_tags);
      return true;
    }
    this.#changes = [...this.#changes, change];
    const sent = this.#sending.then(() => this.#send(change));
    this.#sending = sent;
    return sent;
  }

  /** Settings of this client alone; the server keeps them as they are. */
  changeUi(change: Values['ui_settings']): Promise<boolean> {
    return this.change({ ui_settings: { ...this.values.ui_settings, ...change } });
  }

  reset(): void {
    this.#listener += 1;
    this.#signedIn = false;
    this.#saved = this.#ofGuest();
    this.#changes = [];
    this.#sending = Promise.resolve();
  }

  #ofGuest(): Values {
    return { ...DEFAULTS, hidden_tags: [...(this.#hiddenByGuest ?? this.#usuallyHidden)] };
  }

  #keep(hiddenTags: readonly string[]): void {
    this.#hiddenByGuest = hiddenTags;
    this.#parts.kept.set(HIDDEN, JSON.stringify(hiddenTags));
  }

  async #send(change: PreferencesChange): Promise<boolean> {
    // nobody is signed in any more, or somebody else
    if (!this.#changes.includes(change)) return false;
    try {
      const saved = await body(this.#parts.api.PATCH('/preferences', { body: change }));
      if (this.#changes.includes(change)) this.#saved = saved;
      const what = 'hidden_tags' in change ? 'your hidden tags are' : 'your setting is';
      this.#said = this.#parts.toasts.update(this.#said, `${what} saved`, { kind: 'success' });
      return true;
    } catch {
      this.#parts.toasts.error('that setting could not be saved. it is as it was.');
      return false;
    } finally {
      this.#changes = this.#changes.filter((other) => other !== change);
    }
  }
}
