import type { PlayingReport } from '../api/contract.ts';
import { coverOf } from './cover.ts';
import type { Playback, PlaybackObserver } from './playback.ts';

export interface NowPlayingReportParts {
  isSignedIn: () => boolean;
  send: (report: PlayingReport) => void;
  /** The page goes away: nothing is heard any more. */
  clear: () => void;
}

/** Who skips through a list is not followed track by track. */
export const SETTLE_MS = 1_000;
/** Between two reports. */
export const PACE_MS = 10_000;

/** Tells the server what is heard (NP-04): when the track, the sound or the ten seconds of the position change. */
export class NowPlayingReport implements PlaybackObserver {
  readonly #parts: NowPlayingReportParts;
  #latest: PlayingReport | null = null;
  /** What changed last, and what was told last. */
  #seen = '';
  #told = '';
  #toldAt = -Infinity;
  #isOn = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: NowPlayingReportParts) {
    this.#parts = parts;
  }

  playback(moment: Playback): void {
    const report = reportOf(moment);
    if (!report || !this.#parts.isSignedIn()) return;
    // who never started anything here has nothing to take back
    if (!report.is_playing && !this.#latest) return;
    this.#latest = report;
    const seen = fingerprint(report);
    if (seen === this.#seen) return;
    this.#seen = seen;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), Math.max(SETTLE_MS, this.#toldAt + PACE_MS - Date.now()));
  }

  leave(): void {
    clearTimeout(this.#timer);
    if (this.#isOn && this.#parts.isSignedIn()) this.#parts.clear();
    this.#isOn = false;
    this.#seen = this.#told = '';
  }

  #tell(): void {
    const report = this.#latest;
    if (!report || !this.#parts.isSignedIn() || fingerprint(report) === this.#told) return;
    this.#told = fingerprint(report);
    this.#toldAt = Date.now();
    this.#isOn = report.is_playing;
    this.#parts.send(report);
  }
}

function reportOf({ track, sounding, positionMs, durationMs }: Playback): PlayingReport | null {
  if (!track) return null;
  return {
    track_id: track.id,
    file_id: track.file_id,
    track_name: track.title,
    artist_name: track.artist,
    album_name: track.album?.title ?? null,
    duration_ms: Math.round(durationMs ?? 0),
    progress_ms: Math.round(positionMs),
    is_playing: sounding,
    image_url: coverOf(track),
  };
}

function fingerprint({ track_id, is_playing, progress_ms }: PlayingReport): string {
  return [track_id, is_playing, is_playing ? Math.floor(progress_ms / PACE_MS) : ''].join();
}
