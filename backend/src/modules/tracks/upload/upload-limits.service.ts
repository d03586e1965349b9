import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { HourlyQuotaReached, TooManyUploads } from './uploads.errors.js';
import { UploadsQueries } from './uploads.queries.js';

const HOUR_SECONDS = 3_600;
const BYTES_PER_MB = 1024 * 1024;

/** How much one artist may upload (UP-19). Asked before a body is read. */
@Injectable()
export class UploadLimits {
  private readonly arriving = new Map<string, number>();

  constructor(
    private readonly uploads: UploadsQueries,
    private readonly settings: Settings,
  ) {}

  /** Receives one upload of this artist; throws {@link TooManyUploads} or {@link HourlyQuotaReached} without reading it. */
  async within<T>(did: string, receive: () => Promise<T>): Promise<T> {
    const arriving = this.arriving.get(did) ?? 0;
    this.arriving.set(did, arriving + 1);
    try {
      await this.assertRoom(did, arriving);
      await this.assertQuota(did);
      return await receive();
    } finally {
      const left = (this.arriving.get(did) ?? 1) - 1;
      if (left > 0) this.arriving.set(did, left);
      else this.arriving.delete(did);
    }
  }

  /** What waits for the artist's PDS only is safe and takes no place. */
  private async assertRoom(did: string, arriving: number): Promise<void> {
    const limit = this.settings.uploadUserConcurrency;
    if (arriving + (await this.uploads.working(did)) >= limit) throw new TooManyUploads(limit);
  }

  private async assertQuota(did: string): Promise<void> {
    const { uploadHourlyCount: count, uploadHourlyMb: mb } = this.settings;
    if (count === 0 && mb === 0) return;
    const last = await this.uploads.lastHour(did);
    const wait = Math.max(1, HOUR_SECONDS - last.oldestSeconds);
    if (count > 0 && last.count >= count) throw new HourlyQuotaReached(`${count} uploads`, wait);
    if (mb > 0 && last.bytes >= mb * BYTES_PER_MB) throw new HourlyQuotaReached(`${mb} MB`, wait);
  }
}
