import type { Track } from '../api/contract.ts';
import type { PlayerState } from './states.rules.ts';

/** One moment of what is being heard, for everything outside the page: lock screen, tab title, other tabs, scrobbles. */
export interface Playback {
  track: Track | null;
  state: PlayerState;
  /** Sound is wanted and nothing refused it. */
  sounding: boolean;
  positionMs: number;
  durationMs: number | null;
}

/** Told of every change, also four times a second while playing: to be cheap is its own business. */
export interface PlaybackObserver {
  playback(moment: Playback): void;
}
