import type { Track } from '../api/contract.ts';
import type { PlayerEngine, PlayerSnapshot } from '../player/engine.ts';
import type { Playback, PlaybackObserver } from '../player/playback.ts';
import type { Kept } from '../util/kept.ts';
import { PlayerLevel } from './player-level.svelte.ts';
import { PlayerTroubles } from './player-troubles.svelte.ts';
import { Turntable, type TurntableParts } from './player-turntable.ts';
import type { Collection, Queue } from './queue.svelte.ts';

export interface PlayerParts extends Omit<TurntableParts, 'onload'> {
  /** Counts a play on the server. */
  reportPlay: (trackId: number, play: { sessionId: string; heardMs: number }) => void;
  say: (message: string) => void;
  kept: Kept;
}

/** What the page knows of the sound, and what it may ask for: a projection of engine and queue. */
export class Player {
  #snapshot = $state.raw<PlayerSnapshot>() as PlayerSnapshot;
  readonly #engine: PlayerEngine;
  readonly #queue: Queue;
  readonly #turntable: Turntable;
  readonly #troubles: PlayerTroubles;
  readonly #level: PlayerLevel;
  readonly #observers: PlaybackObserver[] = [];

  constructor(parts: PlayerParts) {
    this.#engine = parts.engine;
    this.#queue = parts.queue;
    this.#snapshot = parts.engine.snapshot;
    this.#troubles = new PlayerTroubles(parts.say);
    this.#turntable = new Turntable({ ...parts, onload: () => this.#troubles.end() });
    this.#listen(parts.reportPlay);
    this.#level = new PlayerLevel(parts.engine, parts.kept);
  }

  /** What the player itself has to say while it helps itself; null when all is well. */
  get notice(): string | null {
    return this.#troubles.notice;
  }
  get state(): PlayerSnapshot['state'] {
    return this.#snapshot.state;
  }
  get track(): Track | null {
    return this.#queue.current?.track ?? null;
  }
  /** Play was asked for; the play button shows pause. */
  get playing(): boolean {
    return this.#snapshot.wantsSound;
  }
  /** Sound is on its way: loading, or waiting for data. */
  get waiting(): boolean {
    return this.#snapshot.wantsSound && this.#snapshot.state !== 'playing';
  }
  /** The browser wants a tap first. */
  get blocked(): boolean {
    return this.#snapshot.blocked;
  }
  get positionMs(): number {
    return this.#snapshot.positionMs;
  }
  get durationMs(): number | null {
    return this.#snapshot.durationMs;
  }
  get bufferedMs(): number {
    return this.#snapshot.bufferedMs;
  }
  get volume(): number {
    return this.#snapshot.volume;
  }
  get muted(): boolean {
    return this.#snapshot.muted;
  }
  get canSetVolume(): boolean {
    return this.#snapshot.can.volume;
  }
  /** Loud tracks are brought down to a common level. */
  get normalised(): boolean {
    return this.#level.normalised;
  }

  isCurrent(trackId: number): boolean {
    return this.track?.id === trackId;
  }

  /** Someone else wants to know what sounds; they are told at once how it stands. */
  observe(observer: PlaybackObserver): void {
    this.#observers.push(observer);
    observer.playback(this.#moment());
  }

  /** The queue of last time, paused at its position. */
  restore(): void {
    this.#queue.restore();
  }

  /** Plays a track now, and what follows it in its collection after it. Within a click, nothing here may wait. */
  start(track: Track, from?: Collection, atMs = 0): void {
    this.#turntable.start(track, from, atMs);
  }

  /** A press is near: what it asks for is fetched already. */
  expect(track: Track): void {
    this.#turntable.expect(track);
  }

  /** The play button of a row: the current track goes on or pauses, another one starts. */
  press(track: Track, from?: Collection): void {
    if (this.isCurrent(track.id)) this.toggle();
    else this.start(track, from);
  }

  /** From a moment, as comments and links ask for; starts the track if it is another one. */
  startAt(track: Track, positionMs: number): void {
    if (!this.isCurrent(track.id)) return this.start(track, undefined, positionMs);
    this.seek(positionMs);
    this.play();
  }

  play(): void {
    this.#turntable.play();
  }

  pause(): void {
    this.#engine.pause();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  next(): void {
    this.#turntable.next();
  }

  previous(): void {
    this.#turntable.bookmark.put(this.positionMs);
    if (!this.#turntable.previous()) this.seek(0);
  }

  goTo(entryId: string): void {
    this.#turntable.goTo(entryId);
  }

  seek(positionMs: number): void {
    this.#engine.seek(positionMs);
    this.#turntable.bookmark.put(this.#engine.snapshot.positionMs);
  }

  seekBy(deltaMs: number): void {
    this.seek(this.positionMs + deltaMs);
  }

  setVolume(volume: number): void {
    this.#level.change({ volume: Math.max(0, Math.min(1, volume)), muted: false });
  }

  toggleMuted(): void {
    this.#level.change({ muted: !this.muted });
  }

  setNormalised(normalised: boolean): void {
    this.#level.change({ normalised });
  }

  /** The network is back: a track that stopped for want of it goes on. */
  recover(): void {
    if (this.#troubles.cutOff) this.#engine.retry();
  }

  /** Takes the track off. */
  stop(): void {
    this.#turntable.takeOff();
  }

  /** The page is going away, or out of sight. */
  flush(): void {
    // what has ended begins anew the next time
    this.#turntable.bookmark.put(this.state === 'ended' ? 0 : this.positionMs);
    this.#queue.flush();
  }

  #listen(reportPlay: PlayerParts['reportPlay']): void {
    const engine = this.#engine;
    engine.on('change', (snapshot) => this.#changed(snapshot));
    engine.on('played', ({ playable, sessionId, heardMs }) => reportPlay(playable.trackId, { sessionId, heardMs }));
    engine.on('fault', (fault) => this.#troubles.begin(fault));
    engine.on('unplayable', (event) => {
      this.#troubles.giveUp(event, this.track);
      if (event.skip) this.#turntable.skip();
    });
  }

  #changed(snapshot: PlayerSnapshot): void {
    const before = this.#snapshot;
    this.#snapshot = snapshot;
    if (snapshot.state === 'playing') this.#troubles.end();
    this.#turntable.bookmark.follow(before, snapshot);
    for (const observer of this.#observers) observer.playback(this.#moment());
  }

  #moment(): Playback {
    const { state, wantsSound, positionMs, durationMs } = this.#snapshot;
    return { track: this.track, state, sounding: wantsSound, positionMs, durationMs };
  }
}
