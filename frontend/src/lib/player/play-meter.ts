/** A play counts at 30 % of the track or 30 seconds, whichever comes first (TRK-06). */
export const PLAY_THRESHOLD = { ratio: 0.3, ms: 30_000 } as const;

/** Adds up what was really heard of one load; seeking over a stretch does not count as hearing it. */
export class PlayMeter {
  /** One per load: the server counts a session once, however often it is told. */
  readonly sessionId: string;
  heardMs = 0;
  #lastMs: number;
  #counted = false;

  constructor(sessionId: string, startMs: number) {
    this.sessionId = sessionId;
    this.#lastMs = startMs;
  }

  /** The sound went on to here. True once, when the threshold is crossed. */
  advance(positionMs: number, durationMs: number | null): boolean {
    this.heardMs += Math.max(0, positionMs - this.#lastMs);
    this.#lastMs = positionMs;
    if (this.#counted || this.heardMs < thresholdMs(durationMs)) return false;
    this.#counted = true;
    return true;
  }

  /** The needle was lifted and set down here. */
  jump(positionMs: number): void {
    this.#lastMs = positionMs;
  }
}

function thresholdMs(durationMs: number | null): number {
  return durationMs ? Math.min(PLAY_THRESHOLD.ms, durationMs * PLAY_THRESHOLD.ratio) : PLAY_THRESHOLD.ms;
}
