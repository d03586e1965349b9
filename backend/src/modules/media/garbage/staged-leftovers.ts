import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS } from '../../../common/clock.js';
import { StagedUploadsRepository } from '../intake/staged-uploads.repository.js';
import { ReceivingFolder } from '../intake/resumable/receiving-folder.js';
import { Eraser } from '../storage/storage.js';
import { address } from '../storage/storage-keys.rules.js';

const BATCH = 200;

/** Takes away what was uploaded and never claimed, or claimed and copied since. */
@Injectable()
export class StagedLeftovers {
  constructor(
    private readonly uploads: StagedUploadsRepository,
    private readonly receiving: ReceivingFolder,
    private readonly eraser: Eraser,
    private readonly clock: Clock,
  ) {}

  /** Bytes first: a row without bytes would be lost, bytes without a row would stay for ever. */
  async collect(): Promise<number> {
    await this.eraser.sweep(this.clock.after(-DAY_MS));
    const expired = await this.uploads.expired(this.clock.now(), BATCH);
    for (const { id, storageKey } of expired) {
      await this.receiving.remove(id);
      await this.eraser.erase(storageKey, address(storageKey).bucket);
      await this.uploads.delete(id);
    }
    return expired.length;
  }
}
