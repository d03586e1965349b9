import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../platform/config/index.js';
import { Locks } from '../../../platform/ephemeral/index.js';
import type { Finding } from './match.js';
import { ScannerFailed } from './scan.errors.js';
import { ScanRecords } from './scan-records.service.js';
import { Scanner } from './scanner.js';
import { UnscannedQueries, type UnscannedSound } from './unscanned.queries.js';
import { judge, type Verdict } from './verdict.rules.js';

export interface ScanOptions {
  /** Nobody will try again: what fails now counts as clear (MOD-03). */
  isLastTry?: boolean;
  /** Whether a scan that failed is as good as none. */
  againAfterFailure?: boolean;
}

/** Has what a track plays scanned, once for each file (MOD-03). */
@Injectable()
export class TrackScans {
  constructor(
    private readonly unscanned: UnscannedQueries,
    private readonly scanner: Scanner,
    private readonly records: ScanRecords,
    private readonly locks: Locks,
    private readonly settings: Settings,
    @InjectPinoLogger(TrackScans.name) private readonly log: PinoLogger,
  ) {}

  /**
   * What was made of it; undefined when there was nothing to scan, or somebody is doing it at this moment. Throws
   * {@link ScannerFailed} where another try may help.
   */
  scan(
    trackId: number,
    { isLastTry = false, againAfterFailure = false }: ScanOptions = {},
  ): Promise<Verdict | undefined> {
    return this.locks.exclusively(`moderation.scan:${trackId}`, async () => {
      const sound = await this.unscanned.ofTrack(trackId, againAfterFailure);
      if (!sound || (await this.records.takeOver(sound))) return undefined;
      const { matches, raw } = await this.find(sound, isLastTry);
      const { artistNames, durationMs } = sound;
      const verdict = judge(matches, { rule: this.settings.moderationFlagRule, artistNames, durationMs });
      await this.records.keep(sound, verdict, raw);
      return verdict;
    });
  }

  /** A scan that fails for good finds nothing, and says why, so that no track stays without one. */
  private async find({ trackId, fileId }: UnscannedSound, isLastTry: boolean): Promise<Finding> {
    try {
      return await this.scanner.scan(fileId);
    } catch (error) {
      if (!(error instanceof ScannerFailed) || !(error.isFinal || isLastTry)) throw error;
      this.log.warn({ err: error, trackId }, 'a scan failed; the track counts as clear');
      return { matches: [], raw: { error: error.reason, answer: error.answer } };
    }
  }
}
