import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import { HourlyQuotaReached, TooManyUploads } from './uploads.errors.js';
import { UploadsQueries } from './uploads.queries.js';

const HOUR_SECONDS = 3_600;
const BYTES_PER_MB = 1024 * 1024;

/** The place of an upload that arrives. */
export interface Place {
  /** Known before its job is committed: from then on it is both, and counts once. */
  uploadId?: string;
}

/** How much one artist may upload (UP-19). Asked before a body is read. */
@Injectable()
export class UploadLimits {
  private readonly arriving = new Map<string, Set<Place>>();

  constructor(
    private readonly uploads: UploadsQueries,
    private readonly settings: Settings,
  ) {}

  /** Receives one upload of this artist; throws {@link TooManyUploads} or {@link HourlyQuotaReached} without reading it. */
  async within<T>(did: string, receive: (place: Place) => Promise<T>): Promise<T> {
    const others = this.arriving.get(did) ?? new Set<Place>();
    this.arriving.set(did, others);
    const before = [...others];
    const place: Place = {};
    others.add(place);
    try {
      await this.assertRoom(did, before);
      await this.assertQuota(did);
      return await receive(place);
    } finally {
      others.delete(place);
      if (others.size === 0) this.arriving.delete(did);
    }
  }

  /** @param staged what was sent beforehand and is no track yet */
  async assertQuota(did: string, staged = { count: 0, bytes: 0 }): Promise<void> {
    const { uploadHourlyCount: count, uploadHourlyMb: mb } = this.settings;
    if (count === 0 && mb === 0) return;
    const last = await this.uploads.lastHour(did);
    const wait = Math.max(1, HOUR_SECONDS - last.oldestSeconds);
    if (count > 0 && last.count + staged.count >= count) throw new HourlyQuotaReached(`${count} uploads`, wait);
    if (mb > 0 && last.bytes + staged.bytes >= mb * BYTES_PER_MB) throw new HourlyQuotaReached(`${mb} MB`, wait);
  }

  /** What waits for the artist's PDS only is safe and takes no place. */
  private async assertRoom(did: string, arriving: readonly Place[]): Promise<void> {
    const limit = this.settings.uploadUserConcurrency;
    const ids = arriving.flatMap(({ uploadId }) => uploadId ?? []);
    if (arriving.length + (await this.uploads.working(did, ids)) >= limit) throw new TooManyUploads(limit);
  }
}
