import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { AudioFile, type DoomReason } from '../audio/audio-file.entity.js';
import { Image } from '../images/image.entity.js';
import type { Referenced } from './reference-counters.js';

/** What the collector needs to know of a row, sound or image. */
export interface DoomedThing {
  id: string;
  keys: string[];
  reason: DoomReason;
  sha256: string;
}

const TABLES = { audio: 'audio_files', image: 'images' } as const;

@Injectable()
export class GarbageRepository {
  constructor(
    @InjectRepository(AudioFile) private readonly audio: Repository<AudioFile>,
    @InjectRepository(Image) private readonly images: Repository<Image>,
  ) {}

  /** Ids whose grace period is over, oldest first. */
  async due(kind: Referenced, before: { userDelete: Date; other: Date }, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.audio.query(
      `select id from ${TABLES[kind]}
        where state = 'doomed' and doomed_at < case when doom_reason = 'user_delete' then $1::timestamptz else $2::timestamptz end
        order by doomed_at limit $3`,
      [before.userDelete, before.other, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** The row under lock, if it is still doomed; null when somebody else has it or it was saved. */
  async lock(kind: Referenced, id: string, tx: Tx): Promise<DoomedThing | null> {
    const lock = { mode: 'pessimistic_write', onLocked: 'skip_locked' } as const;
    if (kind === 'audio') {
      const row = await tx.findOne(AudioFile, { where: { id, state: 'doomed' }, lock });
      return (
        row && { id, keys: [row.storageKey], reason: row.doomReason ?? 'orphan', sha256: row.sha256.toString('hex') }
      );
    }
    const row = await tx.findOne(Image, { where: { id, state: 'doomed' }, lock });
    return (
      row && {
        id,
        keys: [row.storageKey, ...Object.values(row.variants)],
        reason: row.doomReason ?? 'orphan',
        sha256: row.sha256.toString('hex'),
      }
    );
  }

  async setState(kind: Referenced, id: string, state: 'live' | 'gone', tx: Tx): Promise<void> {
    const doom = state === 'live' ? { doomedAt: null, doomReason: null } : {};
    await tx.update(kind === 'audio' ? AudioFile : Image, { id }, { state, ...doom });
  }

  /** Rows older than this that may have been left by a crash between storing and referring. */
  async unattended(kind: Referenced, before: Date, after: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.images.query(
      `select id from ${TABLES[kind]} where state in ('staged', 'live') and created_at < $1 and id > $2 order by id limit $3`,
      [before, after, limit],
    );
    return rows.map(({ id }) => id);
  }
}
