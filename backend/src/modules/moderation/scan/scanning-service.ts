import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { answered } from './answered.js';
import { serviceMatches } from './answers.rules.js';
import type { Finding } from './match.js';

/** A scanner elsewhere that speaks as our own `POST /scan` (MODERATION_SERVICE_URL); it may be on a private network. */
@Injectable()
export class ScanningService {
  constructor(private readonly settings: Settings) {}

  /** Throws ScannerFailed. */
  async scan(audioUrl: string): Promise<Finding> {
    const { moderationServiceUrl: url, moderationAuthToken: key = '', moderationTimeoutSeconds } = this.settings;
    const asked = fetch(`${url}/scan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-moderation-key': key },
      body: JSON.stringify({ audio_url: audioUrl }),
      signal: AbortSignal.timeout(moderationTimeoutSeconds * SECOND_MS),
    });
    const { raw } = await answered(asked);
    return { matches: serviceMatches(raw), raw };
  }
}
