import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Clock, DAY_MS, HOUR_MS } from '../../../common/clock.js';
import { uuid } from '../../../common/ids.js';
import { cleanFilename } from '../../../common/text.js';
import { Settings } from '../../../platform/config/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { sniffAudio } from '../probe/sniff.rules.js';
import { Eraser, Storage } from '../storage/storage.js';
import { staging } from '../storage/storage-keys.rules.js';
import { type Inspection, MeasuredUpload } from './measured-upload.js';
import { ReceivingSlots } from './receiving-slots.js';
import type { StagedUploadRow } from './staged-upload.entity.js';
import { StagedUploadsRepository } from './staged-uploads.repository.js';
import {
  UploadIncomplete,
  UploadMissing,
  UploadTooLarge,
  UploadTooShort,
  UploadUnsupported,
} from './uploads.errors.js';

/** Bytes that arrived whole; `id` is the `staged_id` of the API. */
export interface StagedUpload {
  id: string;
  ownerDid: string;
  /** As shown to people; never a path. */
  filename: string;
  bytes: number;
  sha256: Buffer;
}

/** Unclaimed bytes are dropped after a day; claimed ones wait as long as a worker may be away. */
export const UNCLAIMED_MS = DAY_MS;
const CLAIMED_MS = 30 * DAY_MS;

/** Where uploaded bytes wait until a track is made of them. */
@Injectable()
export class Staging {
  constructor(
    private readonly uploads: StagedUploadsRepository,
    private readonly storage: Storage,
    private readonly eraser: Eraser,
    private readonly slots: ReceivingSlots,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores an arriving body in one pass (UP-04): counted, hashed, refused by its first bytes when it is not audio. Waits
   * for a place before the body is read (UP-19). On any failure nothing stays behind. Throws {@link UploadUnsupported},
   * {@link UploadTooLarge}, {@link UploadTooShort} for an empty body, UploadsBusy, StorageFailed.
   */
  async receive(ownerDid: string, source: Readable, filename: string): Promise<StagedUpload> {
    return this.slots.hold(ownerDid, () => this.#receive(ownerDid, source, cleanFilename(filename)));
  }

  /** The upload, once it is complete; null for unknown ones. */
  async find(id: string): Promise<StagedUpload | null> {
    const row = await this.uploads.find(id);
    return row?.sha256 ? staged(row, row.sha256) : null;
  }

  /** Takes an upload for one track, in its transaction. Throws {@link UploadMissing}, {@link UploadIncomplete}. */
  async claim(tx: Tx, id: string, ownerDid: string): Promise<StagedUpload> {
    const row = await this.uploads.find(id, tx);
    if (row?.ownerDid !== ownerDid) throw new UploadMissing();
    if (!row.sha256) throw new UploadIncomplete();
    if (!(await this.uploads.claim(tx, id, ownerDid, this.clock.now(), this.clock.after(CLAIMED_MS))))
      throw new UploadMissing();
    return staged(row, row.sha256);
  }

  /** What this person has sent within the last hour and made no track of yet. */
  unclaimed(ownerDid: string): Promise<{ count: number; bytes: number }> {
    return this.uploads.unclaimedSince(ownerDid, this.clock.after(-HOUR_MS));
  }

  /** The track has its own copy, or will never be: the garbage collector may take the staged bytes. */
  async release(id: string): Promise<void> {
    await this.uploads.expire(id, this.clock.now());
  }

  /** What every body is checked for, whichever way it arrives. */
  inspection(filename: string): Inspection {
    const maxMb = this.settings.maxUploadSizeMb;
    return {
      limitBytes: maxMb * 1024 * 1024,
      tooLarge: () => new UploadTooLarge(maxMb),
      checkHead: (head) => {
        if (head.length === 0) throw new UploadTooShort(0);
        if (!sniffAudio(head)) throw new UploadUnsupported(filename, head);
      },
    };
  }

  async #receive(ownerDid: string, source: Readable, filename: string): Promise<StagedUpload> {
    const id = uuid();
    const { key, bucket } = staging(id);
    const upload = new MeasuredUpload(this.inspection(filename));
    await this.uploads.insert({
      id,
      ownerDid,
      filename,
      declaredBytes: null,
      storageKey: key,
      expiresAt: this.clock.after(UNCLAIMED_MS),
    });
    try {
      await this.storage.write(key, bucket, upload.of(source), { contentType: 'application/octet-stream' });
      const sha256 = upload.sha256();
      await this.uploads.complete(id, upload.bytes, sha256);
      return { id, ownerDid, filename, bytes: upload.bytes, sha256 };
    } catch (error) {
      source.resume();
      await this.eraser.erase(key, bucket);
      await this.uploads.delete(id);
      throw error;
    }
  }
}

function staged(row: StagedUploadRow, sha256: Buffer): StagedUpload {
  return { id: row.id, ownerDid: row.ownerDid, filename: row.filename, bytes: row.receivedBytes, sha256 };
}
