import { Deck, type DeckEvent, type Level, type LoadOptions } from './deck.ts';
import { Emitter } from './emitter.ts';
import type { FaultReason } from './fallback.ts';
import { takesVolume, type Media } from './media.ts';
import { PlayMeter } from './play-meter.ts';
import type { Playable } from './playable.ts';
import { nextState, type PlayerState, type Signal } from './states.rules.ts';

/** Everything a view may know, at one moment. */
export interface PlayerSnapshot {
  state: PlayerState;
  playable: Playable | null;
  /** Play was asked for: what the play button shows, while the sound may still be on its way. */
  wantsSound: boolean;
  /** The browser refused to start by itself; one tap is needed. */
  blocked: boolean;
  positionMs: number;
  durationMs: number | null;
  bufferedMs: number;
  volume: number;
  muted: boolean;
  can: { seek: boolean; volume: boolean };
}

export interface PlayerEvents {
  /** Anything in the snapshot changed. */
  change: PlayerSnapshot;
  /** The end was reached. Who knows what comes next loads it before returning. */
  ended: Playable;
  /** The play threshold was crossed, once per load. */
  played: { playable: Playable; sessionId: string; heardMs: number };
  /** The browser wants a tap first. */
  blocked: Playable;
  /** A source failed; another one is being tried. */
  fault: { playable: Playable; reason: FaultReason };
  /** No source works. With `skip`, who knows what comes next loads it before returning. */
  unplayable: { playable: Playable; reason: FaultReason | 'offline'; skip: boolean };
}

export interface EngineSettings {
  newId: () => string;
  isOnline: () => boolean;
  /** False where a second element may not play (iOS); the first one then does everything. */
  mayPreload: boolean;
}

/** Tracks that cannot play are skipped this often in a row; then it stops and waits for the listener. */
export const MAX_SKIPS = 5;
/** The next track is fetched when so much is left of this one, or when this one is all here. */
const WARM_MS = 20_000;
/** A guess is fetched while so much of what is heard lies ready. */
const AHEAD_MS = 10_000;
/** Elements say a little less than the length when everything is here. */
const ALL_MS = 500;

/**
 * The one owner of the sound (PL-01): nothing else writes to a media element. One deck plays; a second, silent one
 * holds the next track and takes over inside the `ended` event. It decides how to play, never what.
 */
export class PlayerEngine {
  readonly #events = new Emitter<PlayerEvents>();
  readonly #settings: EngineSettings;
  readonly #canSetVolume: boolean;
  #active: Deck;
  #spare: Deck | null;
  #upcoming: Playable | null = null;
  #handedOver = false;
  #state: PlayerState = 'idle';
  #level: Level = { volume: 1, muted: false, normalised: true };
  #blocked = false;
  #meter: PlayMeter | null = null;
  #unplayableInARow = 0;
  #skipping = false;

  constructor(createMedia: () => Media, settings: EngineSettings) {
    this.#settings = settings;
    const first = createMedia();
    this.#canSetVolume = takesVolume(first);
    this.#active = this.#deck(first);
    this.#spare = settings.mayPreload ? this.#deck(createMedia()) : null;
  }

  on<Name extends keyof PlayerEvents>(name: Name, listener: (payload: PlayerEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  get snapshot(): PlayerSnapshot {
    const { playable, positionMs, durationMs, bufferedMs, wanted } = this.#active;
    return {
      state: this.#state,
      playable,
      wantsSound: wanted && this.#state !== 'error',
      blocked: this.#blocked,
      positionMs: playable ? positionMs : 0,
      durationMs,
      bufferedMs,
      volume: this.#level.volume,
      muted: this.#level.muted,
      can: { seek: playable?.kind === 'file', volume: this.#canSetVolume },
    };
  }

  /** Puts a track on; whatever played before stops. Without `play` it waits, paused at its position. */
  load(playable: Playable, options: LoadOptions): void {
    if (!this.#skipping) this.#unplayableInARow = 0;
    this.#blocked = false;
    this.#meter = new PlayMeter(this.#settings.newId(), options.atMs ?? 0);
    this.#handedOver = options.play && !options.atMs && this.#takeOver(playable);
    if (!this.#handedOver) this.#active.load(playable, options);
    this.#signal('load');
    if (this.#active.hasMetadata) this.#signal('metadata');
  }

  /** What follows, so that it can be fetched in time; null when nothing does. */
  prepare(upcoming: Playable | null): void {
    this.#upcoming = upcoming;
    if (this.#spare?.playable && this.#spare.playable.key !== upcoming?.key) this.#spare.clear();
    this.#warmUpcoming();
  }

  /**
   * Someone may be about to ask for this one: it is fetched in silence. What is heard comes first, and what follows it
   * when that is fetched already.
   */
  expect(playable: Playable): void {
    const spare = this.#spare;
    if (!spare || sameSound(playable, this.#active.playable) || sameSound(playable, spare.playable)) return;
    if (spare.playable && spare.playable.key === this.#upcoming?.key) return;
    if (this.#active.wanted && !this.#isAhead()) return;
    spare.load(playable, { play: false, fetch: 'auto' });
  }

  play(): void {
    if (!this.#active.playable) return;
    this.#blocked = false;
    if (this.#state === 'ended') return this.replay();
    if (this.#state === 'error') return this.retry(true);
    this.#active.play();
    this.#changed();
  }

  pause(): void {
    this.#active.pause();
    this.#signal('pause');
  }

  /** From the beginning, as a new play. */
  replay(): void {
    if (!this.#active.playable) return;
    this.#meter = new PlayMeter(this.#settings.newId(), 0);
    this.#active.seek(0);
    this.#active.play();
    this.#changed();
  }

  /** After an error: looks for a working source again, at the position reached; sounds if it did before. */
  retry(play?: boolean): void {
    if (this.#state !== 'error') return;
    this.#active.retry(play);
    this.#signal('reopen');
  }

  /** Milliseconds from the start; before the length is known the wish is kept. */
  seek(positionMs: number): void {
    if (!this.snapshot.can.seek) return;
    this.#account();
    this.#active.seek(positionMs);
    this.#meter?.jump(this.#active.positionMs);
    this.#signal('seek');
  }

  stop(): void {
    this.#active.clear();
    this.#meter = null;
    this.#blocked = false;
    this.#signal('clear');
  }

  /** Volume is 0 to 1; `normalised` brings loud tracks down to a common level. */
  setLevel(change: Partial<Level>): void {
    this.#level = { ...this.#level, ...change };
    this.#level.volume = Math.max(0, Math.min(1, this.#level.volume));
    this.#active.setLevel(this.#level);
    this.#spare?.setLevel(this.#level);
    this.#changed();
  }

  #deck(media: Media): Deck {
    const deck: Deck = new Deck(media, (event) => this.#heard(deck, event));
    return deck;
  }

  #heard(deck: Deck, event: DeckEvent): void {
    if (deck === this.#active) return this.#onActive(event);
    if (event.type !== 'failed') return;
    if (deck.playable?.key === this.#upcoming?.key) this.#upcoming = null;
    deck.clear();
  }

  #onActive(event: DeckEvent): void {
    const { playable } = this.#active;
    if (!playable) return;
    switch (event.type) {
      case 'metadata':
        return this.#signal('metadata');
      case 'playing':
        this.#blocked = false;
        this.#handedOver = false;
        this.#unplayableInARow = 0;
        return this.#signal('playing');
      case 'waiting':
        return this.#signal('waiting');
      case 'paused':
        this.#account();
        return this.#signal('pause');
      case 'moved':
        this.#account();
        this.#warmUpcoming();
        return this.#changed();
      case 'ended':
        this.#account();
        this.#signal('ended');
        return this.#events.emit('ended', playable);
      case 'blocked':
        return this.#refused(playable);
      case 'recovering':
        this.#signal('reopen');
        return this.#events.emit('fault', { playable, reason: event.reason });
      case 'failed':
        return this.#unplayable(playable, event.reason);
    }
  }

  /** The silent deck becomes the playing one, if it holds this track. */
  #takeOver(playable: Playable): boolean {
    const spare = this.#spare;
    if (!spare || !sameSound(playable, spare.playable)) return false;
    const played = this.#active;
    this.#active = spare;
    this.#spare = played;
    spare.begin(playable);
    played.clear();
    return true;
  }

  /** A second element that never saw a tap may be refused where the first is not: go on with the first alone. */
  #refused(playable: Playable): void {
    if (this.#handedOver && this.#spare) {
      const first = this.#spare;
      this.#handedOver = false;
      this.#active.clear();
      this.#active = first;
      this.#spare = null;
      first.load(playable, { play: true });
      return this.#signal('load');
    }
    this.#blocked = true;
    this.#signal('pause');
    this.#events.emit('blocked', playable);
  }

  #unplayable(playable: Playable, reason: FaultReason): void {
    const offline = !this.#settings.isOnline();
    if (this.#active.wanted && !offline) this.#unplayableInARow += 1;
    const skip = this.#active.wanted && !offline && this.#unplayableInARow <= MAX_SKIPS;
    this.#signal('fail');
    this.#skipping = true;
    this.#events.emit('unplayable', { playable, reason: offline ? 'offline' : reason, skip });
    this.#skipping = false;
  }

  /** Enough of what is heard is here. */
  #isAhead(): boolean {
    const { durationMs, positionMs, bufferedMs } = this.#active;
    return bufferedMs - positionMs >= AHEAD_MS || (durationMs !== null && bufferedMs >= durationMs - ALL_MS);
  }

  #warmUpcoming(): void {
    const upcoming = this.#upcoming;
    if (!upcoming || !this.#spare || this.#spare.playable?.key === upcoming.key || this.#state !== 'playing') return;
    const { durationMs, positionMs, bufferedMs } = this.#active;
    if (!durationMs) return;
    const soon = durationMs - positionMs <= WARM_MS || bufferedMs >= durationMs - ALL_MS;
    if (soon) this.#spare.load(upcoming, { play: false, fetch: 'auto' });
  }

  /** Tells the meter how far the sound went. */
  #account(): void {
    const { playable, positionMs, durationMs } = this.#active;
    const meter = this.#meter;
    if (!playable || !meter || !meter.advance(positionMs, durationMs)) return;
    this.#events.emit('played', { playable, sessionId: meter.sessionId, heardMs: Math.round(meter.heardMs) });
  }

  #signal(signal: Signal): void {
    this.#state = nextState(this.#state, signal);
    this.#changed();
  }

  #changed(): void {
    this.#events.emit('change', this.snapshot);
  }
}

/** Whatever entry of the queue it stands for. */
function sameSound(one: Playable, other: Playable | null): boolean {
  return one.trackId === other?.trackId && one.sources[0]?.url === other.sources[0]?.url;
}
