import type { Track } from '../api/contract.ts';
import type { Level } from '../player/deck.ts';
import type { PlayerEngine, PlayerEvents, PlayerSnapshot } from '../player/engine.ts';
import type { Playable } from '../player/playable.ts';
import type { Playback, PlaybackObserver } from '../player/playback.ts';
import type { QueueAction, QueueEntry } from '../player/queue.rules.ts';
import type { Kept } from '../util/kept.ts';
import { keepLevel, keptLevel } from './player-level.ts';
import { FAULT_NOTICES, UNPLAYABLE } from './player-messages.rules.ts';
import type { Collection, Queue, QueueRow } from './queue.svelte.ts';

export interface PlayerParts {
  engine: PlayerEngine;
  queue: Queue;
  /** Where the bytes of a track are. Synchronous, because a click allows no waiting (P-PLAY-07). */
  playableOf: (row: QueueRow) => Playable;
  /** Counts a play on the server. */
  reportPlay: (trackId: number, play: { sessionId: string; heardMs: number }) => void;
  say: (message: string) => void;
  kept: Kept;
}

/** Position is put down this often while playing. */
const PUT_DOWN_MS = 10_000;
/** So near to where it stands, a position from elsewhere is no reason to seek. */
const NEAR_MS = 1_000;

/** What the page knows of the sound, and what it may ask for: a projection of engine and queue. */
export class Player {
  #snapshot = $state.raw<PlayerSnapshot>() as PlayerSnapshot;
  /** What the player itself has to say while it helps itself; null when all is well. */
  notice = $state<string | null>(null);
  #normalised = $state(true);
  readonly #engine: PlayerEngine;
  readonly #queue: Queue;
  readonly #parts: PlayerParts;
  #loaded: QueueEntry | null = null;
  #putDownMs = 0;
  #cutOff = false;
  readonly #observers: PlaybackObserver[] = [];

  constructor(parts: PlayerParts) {
    this.#parts = parts;
    this.#engine = parts.engine;
    this.#queue = parts.queue;
    this.#snapshot = parts.engine.snapshot;
    this.#listen();
    this.#setLevel(keptLevel(parts.kept));
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
    return this.#normalised;
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
    this.#queue.put(track, from);
    this.#load({ play: true, atMs });
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
    if (this.#loaded) this.#engine.play();
    else this.#load({ play: true });
  }

  pause(): void {
    this.#engine.pause();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  next(): void {
    const before = this.#queue.current;
    this.#queue.act({ type: 'next' });
    if (this.#queue.current?.entry !== before?.entry) this.#load({ play: true });
    else if (this.#queue.next) this.#engine.replay();
  }

  previous(): void {
    this.#putDown(this.positionMs);
    const before = this.#queue.current;
    this.#queue.act({ type: 'previous' });
    if (this.#queue.current?.entry !== before?.entry) this.#load({ play: true });
    else this.seek(0);
  }

  goTo(entryId: string): void {
    this.#queue.act({ type: 'go-to', entryId });
    this.#load({ play: true });
  }

  seek(positionMs: number): void {
    this.#engine.seek(positionMs);
    this.#putDown(this.#engine.snapshot.positionMs);
  }

  seekBy(deltaMs: number): void {
    this.seek(this.positionMs + deltaMs);
  }

  setVolume(volume: number): void {
    this.#setLevel({ volume: Math.max(0, Math.min(1, volume)), muted: false });
  }

  toggleMuted(): void {
    this.#setLevel({ muted: !this.muted });
  }

  setNormalised(normalised: boolean): void {
    this.#setLevel({ normalised });
  }

  /** The network is back: a track that stopped for want of it goes on. */
  recover(): void {
    if (this.#cutOff) this.#engine.retry();
  }

  /** Takes the track off. */
  stop(): void {
    if (!this.#loaded) return;
    this.#loaded = null;
    this.#engine.prepare(null);
    this.#engine.stop();
  }

  /** The page is going away, or out of sight. */
  flush(): void {
    // what has ended begins anew the next time
    this.#putDown(this.state === 'ended' ? 0 : this.positionMs);
    this.#queue.flush();
  }

  #listen(): void {
    const engine = this.#engine;
    engine.on('change', (snapshot) => this.#changed(snapshot));
    engine.on('ended', () => this.#ended());
    engine.on('played', ({ playable, sessionId, heardMs }) => {
      this.#parts.reportPlay(playable.trackId, { sessionId, heardMs });
    });
    engine.on('fault', ({ reason }) => (this.notice = FAULT_NOTICES[reason]));
    engine.on('unplayable', (event) => this.#unplayable(event));
    this.#queue.onchange((action) => this.#queueChanged(action));
  }

  #load({ play, atMs = 0 }: { play: boolean; atMs?: number }): void {
    const { current } = this.#queue;
    if (!current) return;
    this.notice = null;
    this.#loaded = current.entry;
    this.#putDownMs = atMs;
    this.#engine.load(this.#parts.playableOf(current), { play, atMs });
    this.#prepare();
  }

  #queueChanged(action: QueueAction | null): void {
    if (action === null) this.#adopt();
    else if (action.type === 'progress') return;
    // the first track added to an empty queue is put on, silently
    else if (action.type === 'add' && !this.#loaded) this.#load({ play: false });
    else this.#prepare();
  }

  /** Another tab or device, or the last visit, left this queue. What sounds goes on; nothing starts. */
  #adopt(): void {
    const { current, progressMs } = this.#queue;
    if (this.#isCurrentOn()) {
      if (!this.playing && Math.abs(progressMs - this.positionMs) > NEAR_MS) this.#moveTo(progressMs);
      return this.#prepare();
    }
    if (this.playing && this.#loaded) return this.#insist(this.#loaded);
    if (current) this.#load({ play: false, atMs: progressMs });
    else this.stop();
  }

  /** What sounds is the current one, whatever was decided elsewhere. */
  #insist(entry: QueueEntry): void {
    this.#queue.act({ type: 'go-to', entryId: entry.entryId, entry });
    this.#putDown(this.positionMs);
  }

  /** Where another device stopped. */
  #moveTo(positionMs: number): void {
    this.#putDownMs = positionMs;
    this.#engine.seek(positionMs);
  }

  #isCurrentOn(): boolean {
    return this.#loaded !== null && this.#queue.current?.entry.entryId === this.#loaded.entryId;
  }

  /** Tells the engine what to fetch; not while another track than the current one is on, for then a load follows. */
  #prepare(): void {
    if (!this.#isCurrentOn()) return;
    const { current, afterTheEnd } = this.#queue;
    const another = afterTheEnd && afterTheEnd.entry !== current?.entry ? afterTheEnd : null;
    this.#engine.prepare(another && this.#parts.playableOf(another));
  }

  /** Runs inside the `ended` event of the element: no waiting (P-PLAY-06). */
  #ended(): void {
    const { current, afterTheEnd } = this.#queue;
    if (!afterTheEnd) return this.#putDown(0);
    if (afterTheEnd.entry === current?.entry) return this.#engine.replay();
    this.goTo(afterTheEnd.entry.entryId);
  }

  #unplayable({ reason, skip }: PlayerEvents['unplayable']): void {
    const { current, next } = this.#queue;
    this.notice = null;
    this.#cutOff = reason === 'offline';
    if (current) this.#parts.say(UNPLAYABLE[reason](current.track.title));
    if (skip && this.#queue.autoAdvance && next && next.entry !== current?.entry) this.goTo(next.entry.entryId);
  }

  #changed(snapshot: PlayerSnapshot): void {
    const paused = this.#snapshot.wantsSound && !snapshot.wantsSound;
    this.#snapshot = snapshot;
    if (snapshot.state === 'playing') this.notice = null;
    const due = Math.abs(snapshot.positionMs - this.#putDownMs) >= PUT_DOWN_MS;
    if ((due || paused) && snapshot.state !== 'ended') this.#putDown(snapshot.positionMs);
    for (const observer of this.#observers) observer.playback(this.#moment());
  }

  #moment(): Playback {
    const { state, wantsSound, positionMs, durationMs } = this.#snapshot;
    return { track: this.track, state, sounding: wantsSound, positionMs, durationMs };
  }

  #putDown(positionMs: number): void {
    if (!this.#isCurrentOn()) return;
    this.#putDownMs = positionMs;
    this.#queue.act({ type: 'progress', ms: positionMs });
  }

  #setLevel(change: Partial<Level>): void {
    if (change.normalised !== undefined) this.#normalised = change.normalised;
    this.#engine.setLevel(change);
    keepLevel(this.#parts.kept, { volume: this.volume, muted: this.muted, normalised: this.#normalised });
  }
}
