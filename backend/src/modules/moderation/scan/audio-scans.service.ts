import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import { GuardedFetch } from '../../atproto/index.js';
import { AuddScanner } from './audd-scanner.js';
import type { Match } from './match.js';
import { AudioUrlRefused } from './scan.errors.js';
import { judge } from './verdict.rules.js';

/** The answer of `POST /scan` (MOD-01). */
export interface ScanResult {
  matches: Match[];
  is_flagged: boolean;
  highest_score: number;
  raw_response: unknown;
}

/** Scans a sound anywhere on the public internet, of whoever it is. */
@Injectable()
export class AudioScans {
  constructor(
    private readonly audd: AuddScanner,
    private readonly network: GuardedFetch,
    private readonly settings: Settings,
  ) {}

  /** Throws {@link AudioUrlRefused}, ScannerFailed, and ServiceNotConfigured without a scanner. */
  async scan(audioUrl: string): Promise<ScanResult> {
    await this.assertFetchable(audioUrl);
    const { matches, raw } = await this.audd.scan(audioUrl);
    const { is_flagged, highest_score } = judge(matches, { rule: this.settings.moderationFlagRule });
    return { matches, is_flagged, highest_score, raw_response: raw };
  }

  /** The scanner is asked, and paid, only for what is there; and never sent to an address that is not public (SEC-07). */
  private async assertFetchable(audioUrl: string): Promise<void> {
    // Not HEAD: an address that is signed is signed for GET. One byte is enough.
    const request = { headers: { range: 'bytes=0-0' }, maxBytes: Infinity };
    const answer = await this.network.fetch(audioUrl, request).catch((error: unknown) => {
      throw error instanceof DomainError ? new AudioUrlRefused(error.message) : error;
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new AudioUrlRefused(`the address answered ${answer.status}`);
  }
}
