import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import type { Tx } from '../../../platform/database/index.js';
import type { AudioFile, DoomReason } from './audio-file.entity.js';
import { AudioFilesRepository } from './audio-files.repository.js';

/** The stored sounds, as other modules see them. */
@Injectable()
export class AudioFiles {
  constructor(
    private readonly files: AudioFilesRepository,
    private readonly clock: Clock,
  ) {}

  /** In whatever state; null when there never was such a file. */
  find(id: string): Promise<AudioFile | null> {
    return this.files.find(id);
  }

  async byIds(ids: readonly string[]): Promise<Map<string, AudioFile>> {
    return new Map((await this.files.byIds(ids)).map((file) => [file.id, file]));
  }

  /** Live files of this owner with exactly these bytes (ST-09): how duplicates are found. */
  withHash(ownerDid: string, sha256: Buffer): Promise<AudioFile[]> {
    return this.files.withHash(ownerDid, sha256);
  }

  /** Gives files to the garbage collector, which deletes them after the grace period unless something still refers to them. */
  doom(tx: Tx, ids: readonly string[], reason: DoomReason): Promise<void> {
    return this.files.doom(tx, ids, reason, this.clock.now());
  }
}
