import { Injectable } from '@nestjs/common';
import { soundLengthMs } from './sound-length.rules.js';
import { TrackScans } from './track-scans.service.js';
import { UnscannedQueries, type UnscannedSound } from './unscanned.queries.js';
import type { Verdict } from './verdict.rules.js';

export interface BacklogOptions {
  /** Only finds out what there is to scan. */
  dryRun?: boolean;
  /** Longer sounds are left out. */
  maxMs?: number;
  /** Also what failed before. */
  againAfterFailure?: boolean;
}

export interface BacklogTrack extends Pick<UnscannedSound, 'trackId' | 'title'> {
  lengthMs: number;
  isTooLong: boolean;
  /** Null when nothing was asked. */
  verdict: Verdict | null;
}

const PAGE = 100;

/** Every published track that was not scanned, in the order of their numbers (SCR-03). */
@Injectable()
export class ScanBacklog {
  constructor(
    private readonly unscanned: UnscannedQueries,
    private readonly scans: TrackScans,
  ) {}

  /** One after the other. Throws ScannerFailed when the scanner fails, which it would do for the next ones too. */
  async *work(options: BacklogOptions): AsyncGenerator<BacklogTrack> {
    let sounds: UnscannedSound[] = [];
    do {
      sounds = await this.unscanned.after(sounds.at(-1)?.trackId ?? 0, PAGE, options.againAfterFailure);
      for (const sound of sounds) yield this.take(sound, options);
    } while (sounds.length === PAGE);
  }

  private async take(sound: UnscannedSound, options: BacklogOptions): Promise<BacklogTrack> {
    const { trackId, title } = sound;
    const { dryRun, maxMs = Infinity, againAfterFailure } = options;
    const lengthMs = soundLengthMs(sound);
    const isTooLong = lengthMs > maxMs;
    const verdict = dryRun || isTooLong ? undefined : await this.scans.scan(trackId, { againAfterFailure });
    return { trackId, title, lengthMs, isTooLong, verdict: verdict ?? null };
  }
}
