import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import { assertServiceKey, RateLimit } from '../../../platform/http/index.js';
import { AudioScans, type ScanResult } from './audio-scans.service.js';
import { audioUrlOf } from './audio-url.rules.js';

/** Scanning for other programs (MOD-01): an address in, matches out; nothing is kept. */
@ApiExcludeController()
@Controller('scan')
@RateLimit('none')
export class ScanController {
  constructor(
    private readonly scans: AudioScans,
    private readonly settings: Settings,
  ) {}

  // What was sent is judged after the key: a stranger learns nothing about it.
  @Post()
  @HttpCode(200)
  async scan(@Headers('x-moderation-key') key: string | undefined, @Body() body: unknown): Promise<ScanResult> {
    try {
      const ours = this.settings.plays('moderation') ? this.settings.moderationAuthToken : undefined;
      assertServiceKey(key, ours, 'this server scans for nobody: it has no key');
      return await this.scans.scan(audioUrlOf(body));
    } catch (error) {
      throw named(error);
    }
  }
}

/** As callers know failures that were written before problem documents. */
const NAMES: Partial<Record<DomainError['kind'], string>> = {
  upstream: 'AuddError',
  refused: 'BadRequest',
  unauthenticated: 'Unauthorized',
  unavailable: 'NotConfigured',
};

function named(error: unknown): unknown {
  if (error instanceof DomainError) Object.assign(error.extra, { error: NAMES[error.kind], message: error.message });
  return error;
}
