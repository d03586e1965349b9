import { coverOf } from './cover.ts';
import type { Playback, PlaybackObserver } from './playback.ts';
import type { Track } from '../api/contract.ts';

/** What lock screens, headphones and cars may ask for. */
export interface PlayerControls {
  play(): void;
  pause(): void;
  next(): void;
  previous(): void;
  seek(positionMs: number): void;
  seekBy(deltaMs: number): void;
}

export interface MediaSessionSettings {
  /** There, the ±10 s handlers take the place of previous and next, and the scrubber may go stiff (P-PLAY-08). */
  isIos: boolean;
  createMetadata: (init: MediaMetadataInit) => MediaMetadata;
}

/** Seconds of the seekbackward and seekforward buttons. */
const STEP_MS = 10_000;

/** Shows what plays on the lock screen and takes its buttons (PL-05). */
export class MediaSessionLink implements PlaybackObserver {
  readonly #session: MediaSession;
  readonly #settings: MediaSessionSettings;
  #shown: Track | null = null;

  constructor(session: MediaSession, settings: MediaSessionSettings) {
    this.#session = session;
    this.#settings = settings;
  }

  connect(controls: PlayerControls): void {
    this.#handle('play', () => controls.play());
    this.#handle('pause', () => controls.pause());
    this.#handle('previoustrack', () => controls.previous());
    this.#handle('nexttrack', () => controls.next());
    this.#handle('seekto', ({ seekTime }) => {
      if (typeof seekTime === 'number') controls.seek(seekTime * 1000);
    });
    if (this.#settings.isIos) return;
    this.#handle('seekbackward', ({ seekOffset }) => controls.seekBy(seekOffset ? -seekOffset * 1000 : -STEP_MS));
    this.#handle('seekforward', ({ seekOffset }) => controls.seekBy(seekOffset ? seekOffset * 1000 : STEP_MS));
  }

  playback({ track, sounding, positionMs, durationMs }: Playback): void {
    if (track !== this.#shown) this.#show(track);
    this.#session.playbackState = track ? (sounding ? 'playing' : 'paused') : 'none';
    if (track && durationMs) this.#place(positionMs, durationMs);
  }

  #show(track: Track | null): void {
    this.#shown = track;
    this.#session.metadata = track ? this.#settings.createMetadata(this.#describe(track)) : null;
    if (!track) this.#session.setPositionState?.();
  }

  #describe(track: Track): MediaMetadataInit {
    const picture = coverOf(track);
    return {
      title: track.title,
      artist: track.artist,
      album: track.album?.title ?? '',
      artwork: picture ? [{ src: picture }] : [],
    };
  }

  /** A position past the end throws. */
  #place(positionMs: number, durationMs: number): void {
    const duration = durationMs / 1000;
    this.#session.setPositionState?.({ duration, position: Math.min(duration, positionMs / 1000), playbackRate: 1 });
  }

  /** Browsers throw on actions they do not know. */
  #handle(action: MediaSessionAction, handler: MediaSessionActionHandler): void {
    try {
      this.#session.setActionHandler(action, handler);
    } catch {
      // the button simply does not appear
    }
  }
}
