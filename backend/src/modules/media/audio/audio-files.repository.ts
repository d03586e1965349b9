import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { isUuid } from '../../../common/ids.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Measurements } from '../transcode/transcoder.js';
import { AudioFile, type DoomReason } from './audio-file.entity.js';

/** A row before its bytes are stored. */
export type NewAudioFile = Omit<AudioFile, 'state' | 'doomedAt' | 'doomReason' | 'createdAt' | 'verifiedAt'>;

@Injectable()
export class AudioFilesRepository {
  constructor(@InjectRepository(AudioFile) private readonly rows: Repository<AudioFile>) {}

  async find(id: string): Promise<AudioFile | null> {
    return isUuid(id) ? this.rows.findOneBy({ id }) : null;
  }

  byIds(ids: readonly string[]): Promise<AudioFile[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.rows.findBy({ id: In(ids) });
  }

  withHash(ownerDid: string, sha256: Buffer): Promise<AudioFile[]> {
    return this.rows.findBy({ ownerDid, sha256, state: 'live' });
  }

  /** Reserves the row; a second run of the same job finds the first one's. */
  async reserve(file: NewAudioFile): Promise<void> {
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...file, state: 'staged' })
      .orIgnore()
      .execute();
  }

  /** What a second run measured replaces what the first one left; then the bytes are there and verified, of all or of none. */
  async confirm(tx: Tx, files: readonly NewAudioFile[], verifiedAt: Date): Promise<void> {
    for (const { id, ...measured } of files)
      await tx.update(AudioFile, { id, state: 'staged' }, { ...measured, state: 'live', verifiedAt });
  }

  /** What was found out by decoding. */
  async measured(id: string, found: Measurements): Promise<void> {
    await this.rows.update({ id }, found);
  }

  /** Answers which of them were still reserved only, and are gone now. */
  async deleteReserved(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const deleted = await this.rows
      .createQueryBuilder()
      .delete()
      .where({ id: In(ids), state: 'staged' })
      .returning('id')
      .execute();
    return (deleted.raw as { id: string }[]).map(({ id }) => id);
  }

  async doom(tx: Tx, ids: readonly string[], reason: DoomReason, at: Date): Promise<void> {
    if (ids.length === 0) return;
    await tx.update(
      AudioFile,
      { id: In(ids), state: In(['live', 'staged', 'missing']) },
      { state: 'doomed', doomReason: reason, doomedAt: at },
    );
  }
}
