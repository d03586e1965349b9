import { body, type Api } from '../api/client.ts';
import type { Preferences as Values, PreferencesChange } from '../api/contract.ts';
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

export interface PreferencesParts {
  api: Api;
  toasts: Toasts;
  /** The server said what the listener's settings are. */
  onread?: (values: Values) => void;
}

/** The listener's settings: read once after sign-in, changed one field at a time. */
export class Preferences {
  values = $state.raw<Values>(DEFAULTS);
  #signedIn = false;
  readonly #parts: PreferencesParts;

  constructor(parts: PreferencesParts) {
    this.#parts = parts;
  }

  async read(): Promise<void> {
    this.#signedIn = true;
    this.values = await body(this.#parts.api.GET('/preferences'));
    this.#parts.onread?.(this.values);
  }

  /** Shown at once and sent when someone is signed in; a refusal puts the old value back and says so. */
  async change(change: PreferencesChange): Promise<void> {
    const before = this.values;
    this.values = { ...before, ...change };
    if (!this.#signedIn) return;
    try {
      this.values = await body(this.#parts.api.PATCH('/preferences', { body: change }));
    } catch {
      this.values = before;
      this.#parts.toasts.error('that setting could not be saved. it is as it was.');
    }
  }

  reset(): void {
    this.#signedIn = false;
    this.values = DEFAULTS;
  }
}
