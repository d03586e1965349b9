import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { AudioFiles, Delivery } from '../../media/index.js';
import { AuddScanner } from './audd-scanner.js';
import type { Finding } from './match.js';
import { ScannerFailed } from './scan.errors.js';
import { ScanningService } from './scanning-service.js';

/** Has files scanned by whoever scans for this server. */
@Injectable()
export class Scanner {
  constructor(
    private readonly service: ScanningService,
    private readonly audd: AuddScanner,
    private readonly files: AudioFiles,
    private readonly delivery: Delivery,
    private readonly settings: Settings,
  ) {}

  /** The scanner fetches the file itself; a private one from a signed address that soon ends. Throws {@link ScannerFailed}. */
  async scan(fileId: string): Promise<Finding> {
    const file = await this.files.find(fileId);
    if (!file) throw new ScannerFailed('the file is gone', { isFinal: true });
    const { url } = await this.delivery.url(file);
    return (this.settings.moderationServiceUrl ? this.service : this.audd).scan(url);
  }
}
