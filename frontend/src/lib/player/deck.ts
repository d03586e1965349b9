import { Fallback, type FaultReason } from './fallback.ts';
import { loudnessGain } from './loudness.rules.ts';
import { bufferedUntil, HAVE_FUTURE_DATA, MEDIA_ERROR, type Media } from './media.ts';
import type { Playable } from './playable.ts';
import { SilenceWatch } from './silence-watch.ts';

/** What happens on a deck. `recovering`: a source failed and another is being opened; `failed`: none is left. */
export type DeckEvent =
  | { type: 'metadata' | 'playing' | 'waiting' | 'paused' | 'moved' | 'ended' | 'blocked' }
  | { type: 'recovering' | 'failed'; reason: FaultReason };

/** How loud: the listener's volume, and whether loud tracks are brought down to a common level. */
export interface Level {
  volume: number;
  muted: boolean;
  normalised: boolean;
}

export interface LoadOptions {
  play: boolean;
  /** Where to begin; kept until the source says how long it is. */
  atMs?: number;
  /** How much is fetched before play is asked for. */
  fetch?: 'metadata' | 'auto';
}

/**
 * One media element and the track on it. Each opened source has a token: what belongs to an older one is dropped.
 * Events carry no token, but an element announces a new source by `loadstart`, and everything before it is old.
 */
export class Deck {
  readonly #media: Media;
  readonly #report: (event: DeckEvent) => void;
  #playable: Playable | null = null;
  #fallback: Fallback | null = null;
  #level: Level = { volume: 1, muted: false, normalised: true };
  #token = 0;
  #announced = false;
  #hasMetadata = false;
  #wanted = false;
  #pendingSeekMs: number | null = null;
  readonly #silence = new SilenceWatch(() => this.#fault('timeout'));

  constructor(media: Media, report: (event: DeckEvent) => void) {
    this.#media = media;
    this.#report = report;
    this.#listen();
  }

  get playable(): Playable | null {
    return this.#playable;
  }

  /** Play was asked for and not taken back. */
  get wanted(): boolean {
    return this.#wanted;
  }

  get hasMetadata(): boolean {
    return this.#hasMetadata;
  }

  get positionMs(): number {
    return this.#pendingSeekMs ?? Math.round(this.#media.currentTime * 1000);
  }

  get durationMs(): number | null {
    const measured = this.#hasMetadata ? this.#media.duration : NaN;
    return Number.isFinite(measured) ? Math.round(measured * 1000) : (this.#playable?.durationMs ?? null);
  }

  /** End of the stretch around the needle that is already here. */
  get bufferedMs(): number {
    return Math.round(bufferedUntil(this.#media) * 1000);
  }

  /** Puts a track on. With `play`, sound is asked for before this returns: a click allows no later moment. */
  load(playable: Playable, { play, atMs = 0, fetch = 'metadata' }: LoadOptions): void {
    this.#playable = playable;
    this.#fallback = new Fallback(playable);
    this.#wanted = play;
    this.#media.preload = play ? 'auto' : fetch;
    this.#open(0, atMs);
  }

  play(): void {
    this.#wanted = true;
    this.#silence.begin();
    const token = this.#token;
    this.#media.play().catch((error: unknown) => {
      if (token === this.#token) this.#refused(error);
    });
  }

  /** Plays what it holds already, from now on as this one. */
  begin(playable: Playable): void {
    this.#playable = playable;
    this.play();
  }

  pause(): void {
    this.#wanted = false;
    this.#silence.over();
    this.#media.pause();
  }

  seek(positionMs: number): void {
    const last = this.durationMs ?? Infinity;
    const target = Math.max(0, Math.min(positionMs, last));
    if (this.#hasMetadata) this.#media.currentTime = target / 1000;
    else this.#pendingSeekMs = target;
  }

  /** Begins the search for a working source anew, at the position reached. */
  retry(play = this.#wanted): void {
    if (this.#playable) this.load(this.#playable, { play, atMs: this.positionMs });
  }

  clear(): void {
    this.#retire();
    this.#playable = null;
    this.#wanted = false;
    this.#pendingSeekMs = null;
    this.#media.pause();
    this.#media.removeAttribute('src');
    this.#media.load();
  }

  setLevel(level: Level): void {
    this.#level = level;
    const gain = level.normalised ? loudnessGain(this.#playable?.loudnessLufs ?? null) : 1;
    this.#media.volume = level.volume * gain;
    this.#media.muted = level.muted;
  }

  #open(index: number, atMs: number): void {
    const source = this.#playable?.sources[index];
    if (!source) return this.#giveUp('unsupported');
    this.#retire();
    this.#pendingSeekMs = atMs > 0 ? atMs : null;
    this.#media.src = source.url;
    this.setLevel(this.#level);
    if (this.#wanted) this.play();
  }

  /** From here on, whatever the element still has to say about its source is old news. */
  #retire(): void {
    this.#token += 1;
    this.#announced = false;
    this.#hasMetadata = false;
    this.#silence.over();
  }

  #listen(): void {
    this.#media.addEventListener('loadstart', () => {
      this.#announced = this.#playable !== null;
    });
    const on = (name: string, handle: () => void) =>
      this.#media.addEventListener(name, () => {
        if (this.#announced) handle();
      });
    on('loadedmetadata', () => this.#metadata());
    on('durationchange', () => this.#report({ type: 'moved' }));
    on('playing', () => this.#playing());
    on('waiting', () => this.#starved());
    on('stalled', () => this.#starved());
    on('progress', () => this.#progress());
    on('timeupdate', () => this.#moved());
    on('seeked', () => this.#report({ type: 'moved' }));
    on('pause', () => this.#paused());
    on('ended', () => this.#ended());
    on('error', () => this.#fault(reasonOf(this.#media.error?.code)));
  }

  #metadata(): void {
    this.#hasMetadata = true;
    if (this.#pendingSeekMs !== null) {
      const target = this.#pendingSeekMs;
      this.#pendingSeekMs = null;
      this.seek(target);
    }
    this.#report({ type: 'metadata' });
  }

  #playing(): void {
    if (this.#media.paused) return;
    this.#wanted = true;
    this.#silence.over();
    this.#report({ type: 'playing' });
  }

  #starved(): void {
    if (!this.#wanted || this.#media.readyState >= HAVE_FUTURE_DATA) return;
    this.#silence.begin();
    this.#report({ type: 'waiting' });
  }

  #progress(): void {
    if (this.#wanted && this.#media.readyState < HAVE_FUTURE_DATA) this.#silence.begin();
    this.#report({ type: 'moved' });
  }

  #moved(): void {
    if (this.#wanted && !this.#media.paused && this.#media.readyState >= HAVE_FUTURE_DATA) this.#silence.over();
    this.#fallback?.heard(this.positionMs);
    this.#report({ type: 'moved' });
  }

  /** Also when nobody here asked: unplugged headphones, a phone call. At the end, `ended` follows and says more. */
  #paused(): void {
    if (this.#media.ended || !this.#media.paused) return;
    this.#wanted = false;
    this.#silence.over();
    this.#report({ type: 'paused' });
  }

  /** Elements also tell of an end that nobody was on the way to: a needle set there, or restored there (P-PLAY-05). */
  #ended(): void {
    if (!this.#media.ended) return;
    const reached = this.#wanted;
    this.#wanted = false;
    this.#silence.over();
    this.#report({ type: reached ? 'ended' : 'paused' });
  }

  /** AbortError only says that a newer load or a pause came first. */
  #refused(error: unknown): void {
    const name = error instanceof Error ? error.name : '';
    if (name === 'NotSupportedError') this.#fault('unsupported');
    if (name !== 'NotAllowedError') return;
    this.#wanted = false;
    this.#silence.over();
    this.#report({ type: 'blocked' });
  }

  #fault(reason: FaultReason): void {
    const atMs = this.positionMs;
    const next = this.#fallback?.next(reason, atMs) ?? null;
    if (!next) return this.#giveUp(reason);
    this.#retire();
    this.#pendingSeekMs = atMs > 0 ? atMs : null;
    this.#report({ type: 'recovering', reason });
    const token = this.#token;
    const reopen = () => {
      if (token === this.#token) this.#open(next.index, this.#pendingSeekMs ?? 0);
    };
    if (next.delayMs === 0) reopen();
    else setTimeout(reopen, next.delayMs);
  }

  #giveUp(reason: FaultReason): void {
    const atMs = this.positionMs;
    this.#retire();
    this.#pendingSeekMs = atMs > 0 ? atMs : null;
    this.#report({ type: 'failed', reason });
  }
}

function reasonOf(code: number | undefined): FaultReason {
  if (code === MEDIA_ERROR.network) return 'network';
  if (code === MEDIA_ERROR.decode) return 'decode';
  return 'unsupported';
}
