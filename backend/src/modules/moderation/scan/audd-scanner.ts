import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { ServiceNotConfigured } from '../../../platform/http/index.js';
import { GuardedFetch } from '../../atproto/index.js';
import { answered } from './answered.js';
import { auddMatches } from './answers.rules.js';
import type { Finding } from './match.js';
import { ScannerFailed } from './scan.errors.js';

/** The songs of many hours; a longer answer is a mistake. */
const MOST_BYTES = 20 * 1024 * 1024;

/** AuDD's enterprise endpoint: it fetches the sound from its address, and names the songs in it (MOD-01). */
@Injectable()
export class AuddScanner {
  constructor(
    private readonly network: GuardedFetch,
    private readonly settings: Settings,
  ) {}

  /** Throws {@link ScannerFailed}, and ServiceNotConfigured without a token. */
  async scan(audioUrl: string): Promise<Finding> {
    const { moderationAuddApiToken: token, moderationAuddApiUrl: url, moderationTimeoutSeconds } = this.settings;
    if (!token) throw new ServiceNotConfigured('this server has no scanner');
    const body = new URLSearchParams({ api_token: token, url: audioUrl, accurate_offsets: '1' });
    const limits = { timeoutMs: moderationTimeoutSeconds * SECOND_MS, maxBytes: MOST_BYTES };
    const { status, raw } = await answered(this.network.fetch(`${url}/`, { method: 'POST', body, ...limits }));
    const matches = auddMatches(raw);
    if (status >= 400) throw new ScannerFailed(`it answered ${status}`, { answer: raw });
    return { matches, raw };
  }
}
