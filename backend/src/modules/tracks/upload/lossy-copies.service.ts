import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { Jobs } from '../../jobs/index.js';
import type { Track } from '../track.entity.js';
import { OPTIMIZE_PRIORITY, optimizeTrack } from './upload-jobs.js';

/** Asks for an MP3 beside lossless audio (TC-06), where the operator wants that. */
@Injectable()
export class LossyCopies {
  constructor(
    private readonly jobs: Jobs,
    private readonly jobQueue: JobQueue,
    private readonly settings: Settings,
  ) {}

  async queue(tx: Tx, { id, artistDid }: Pick<Track, 'id' | 'artistDid'>): Promise<void> {
    if (!this.settings.transcodeOptimizeLossless) return;
    const job = await this.jobs.create(tx, { type: 'optimize', ownerDid: artistDid, about: { track_id: id } });
    await this.jobQueue.add(
      optimizeTrack,
      { jobId: job.id, trackId: id },
      { id: job.id, after: tx, priority: OPTIMIZE_PRIORITY },
    );
  }
}
