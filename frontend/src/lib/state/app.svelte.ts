import { createContext } from 'svelte';
import { body, createApi, type Api } from '../api/client.ts';
import type { Config, Me, Stats, Track, TrackPage } from '../api/contract.ts';
import type { ApiProblem } from '../api/problem.ts';
import { paths } from '../paths.ts';
import { whenIdle } from '../util/when-idle.ts';
import { keptIn, type Kept } from '../util/kept.ts';
import { KEPT_LIKES, Likes } from './likes.svelte.ts';
import { setUpPlayer } from './player-setup.ts';
import type { Player } from './player.svelte.ts';
import { NORMALISED, Preferences } from './preferences.svelte.ts';
import type { QueueAccount } from './queue-account.ts';
import type { Queue } from './queue.svelte.ts';
import type { ScopeUpgrade } from './scope-upgrade.ts';
import { Session } from './session.svelte.ts';
import { SignOuts } from './sign-outs.ts';
import { signInAddress } from './sign-in.ts';
import { Theme } from './theme.svelte.ts';
import { Toasts } from './toasts.svelte.ts';
import { TrackFeed } from './track-feed.svelte.ts';
import type { Uploads } from './uploads.svelte.ts';
import { Waveforms } from './waveforms.svelte.ts';

/**
 * The composition root: everything that lives as long as the window, built once, each given what it needs. Pages get
 * it from the root layout's load, components by {@link useApp}.
 */
export class App {
  readonly api: Api;
  readonly apiUrl: string;
  readonly kept: Kept = keptIn(() => localStorage);
  readonly toasts = new Toasts();
  readonly session: Session;
  readonly preferences: Preferences;
  readonly theme: Theme;
  readonly likes: Likes;
  readonly waveforms: Waveforms;
  readonly latest: TrackFeed;
  readonly player: Player;
  readonly queue: Queue;
  readonly #queueAccount: QueueAccount;
  readonly #signOuts = new SignOuts((did) => this.#signedOutElsewhere(did));
  stats = $state.raw<Stats | null>(null);
  readonly #onproblem = ({ status, code }: ApiProblem): void => {
    if (status === 401) this.#expired();
    if (code === 'auth.scope_upgrade_required' && this.session.me) void this.#askForScopes(this.session.me);
  };
  #config: Promise<Config> | null = null;
  #uploads: Promise<Uploads> | null = null;
  #scopeUpgrade: Promise<ScopeUpgrade> | null = null;

  constructor(apiUrl: string) {
    const { toasts, kept } = this;
    this.apiUrl = apiUrl;
    const api = createApi({ baseUrl: apiUrl, onproblem: this.#onproblem });
    this.api = api;
    this.preferences = new Preferences({
      api,
      kept,
      toasts,
      onread: (values) => {
        this.theme.adopt(values);
        this.queue.act({ type: 'auto-advance', on: values.auto_advance });
        const normalised = values.ui_settings[NORMALISED];
        if (typeof normalised === 'boolean') this.player.setNormalised(normalised);
      },
    });
    this.theme = new Theme({
      root: document.documentElement,
      kept,
      light: matchMedia('(prefers-color-scheme: light)'),
      onchoose: (change) => void this.preferences.change(change),
    });
    this.session = new Session({ api, kept, onidentity: (me, same) => this.#resetUserState(me, same) });
    for (const sign of ['online', 'focus']) addEventListener(sign, () => this.session.askAgain());
    this.likes = new Likes({
      api,
      toasts,
      maySave: () => this.#isSignedIn(),
      signInLink: hereAfterSignIn,
    });
    this.waveforms = new Waveforms(api);
    const { player, queue, account } = setUpPlayer({
      api,
      apiBase: apiUrl,
      kept,
      say: (message) => toasts.error(message),
    });
    this.player = player;
    this.queue = queue;
    this.#queueAccount = account;
    queue.onchange((action) => action?.type === 'auto-advance' && void this.#keepAutoAdvance(action.on));
    this.likes.onchange(({ track, liked }) => this.latest.like(track.id, liked));
    this.latest = new TrackFeed({
      page: (cursor) => this.#latestPage(cursor),
      kept: { in: kept, as: 'plyr.latest' },
      onread: this.learn,
    });
  }

  /** TAG-04: the server leaves out what is hidden, but for a list that a guest made here. */
  async #latestPage(cursor?: string): Promise<TrackPage> {
    const query = { cursor, limit: 30 };
    const hidden = this.session.status === 'guest' ? this.preferences.hiddenHere : null;
    if (!hidden) return body(this.api.GET('/tracks', { params: { query } }));
    const { pageWithout } = await import('./page-without.ts');
    return pageWithout(this.api, hidden, query);
  }

  /** Fresh copies of tracks, from whatever list was read; without a time it is not known how fresh. */
  learn = (tracks: readonly Track[], askedAtMs = -Infinity): void => {
    this.queue.learn(tracks);
    this.likes.learn(tracks, askedAtMs);
  };

  /** Limits and lists the client must not carry itself (P-UP-10); asked once. */
  config(): Promise<Config> {
    this.#config ??= this.#readConfig().catch((problem: unknown) => {
      this.#config = null;
      throw problem;
    });
    return this.#config;
  }

  async #readConfig(): Promise<Config> {
    const config = await body(this.api.GET('/config'));
    this.preferences.learnUsual(config.default_hidden_tags);
    return config;
  }

  /** Fetched when first needed: most listeners never upload. */
  uploads(): Promise<Uploads> {
    this.#uploads ??= import('./uploads-setup.ts').then(({ setUpUploads }) =>
      setUpUploads({
        api: this.api,
        apiBase: this.apiUrl,
        toasts: this.toasts,
        onproblem: this.#onproblem,
        oncompleted: () => void this.latest.refresh(),
      }),
    );
    return this.#uploads;
  }

  /** Nobody is called a guest before the server said so; without an answer a try will say what is wrong. */
  #isSignedIn(): boolean | Promise<boolean> {
    if (this.session.status !== 'unknown') return this.session.status === 'signed-in';
    return this.session.known().then(
      (me) => me !== null,
      () => true,
    );
  }

  async readStats(): Promise<void> {
    try {
      this.stats = await body(this.api.GET('/stats'));
    } catch {
      // the line stays empty; nobody misses it
    }
  }

  signInAddress(handle: string, returnTo: string | null): string {
    return signInAddress(this.apiUrl, handle, returnTo);
  }

  /** PL-06: a setting, wherever it is chosen. Where it could not be saved it is as it was. */
  async #keepAutoAdvance(on: boolean): Promise<void> {
    if (this.preferences.values.auto_advance === on) return;
    await this.preferences.change({ auto_advance: on });
    this.queue.act({ type: 'auto-advance', on: this.preferences.values.auto_advance });
  }

  /** What was done to the queue is saved first; then nothing of it stays in this browser. */
  async signOut(): Promise<void> {
    const did = this.session.me?.did;
    await this.#queueAccount.flush();
    await this.session.signOut();
    this.#forgetQueue();
    if (did) this.#signOuts.tell(did);
  }

  #signedOutElsewhere(did: string): void {
    if (!this.session.endedElsewhere(did)) return;
    this.#forgetQueue();
    this.toasts.info('you signed out in another tab', { durationMs: 0 });
  }

  #forgetQueue(): void {
    this.player.stop();
    this.queue.forget();
  }

  /** AUTH-12: everything that depends on who is listening. */
  #resetUserState(me: Me | null, same: boolean): void {
    this.preferences.reset();
    void this.#queueAccount.become(me?.did ?? null);
    if (me)
      this.preferences
        .read()
        .catch(() => this.toasts.error('your settings could not be read. the usual ones are used.'));
    if (me?.scopes_ok === false) void this.#askForScopes(me);
    void this.#uploads?.then((uploads) => !same && uploads.clear());
    if (me?.has_artist_profile) whenIdle(() => void this.#findUploads());
    if (same) return;
    this.likes.reset();
    this.kept.remove(KEPT_LIKES);
    this.latest.reset();
    void this.latest.refresh();
  }

  /** UP-20: what was sent before a reload. */
  async #findUploads(): Promise<void> {
    try {
      await (await this.uploads()).findRunning();
    } catch {
      // the upload page asks again
    }
  }

  /** Fetched when first needed: nearly everybody has granted all. */
  async #askForScopes(me: Me): Promise<void> {
    const { toasts } = this;
    const signInAgain = (handle: string): string => this.signInAddress(handle, here());
    this.#scopeUpgrade ??= import('./scope-upgrade.ts').then(
      ({ ScopeUpgrade }) => new ScopeUpgrade({ toasts, signInAgain }),
    );
    const upgrade = await this.#scopeUpgrade.catch(() => (this.#scopeUpgrade = null));
    upgrade?.ask(me);
  }

  #expired(): void {
    if (!this.session.expire()) return;
    const link = { label: 'sign in', href: hereAfterSignIn() };
    this.toasts.warning('your session has ended. what you were doing is still here.', { link, durationMs: 0 });
  }
}

const here = (): string => location.pathname + location.search;

/** The login page, which leads back to the page that is open. */
const hereAfterSignIn = (): string => paths.login(here());

export const [useApp, provideApp] = createContext<App>();
