import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, MoreThan, Repository } from 'typeorm';
import { isUuid } from '../../../common/ids.js';
import type { Tx } from '../../../platform/database/index.js';
import { StagedUploadRow } from './staged-upload.entity.js';

export type NewStagedUpload = Pick<
  StagedUploadRow,
  'id' | 'ownerDid' | 'filename' | 'declaredBytes' | 'storageKey' | 'expiresAt'
>;

@Injectable()
export class StagedUploadsRepository {
  constructor(@InjectRepository(StagedUploadRow) private readonly rows: Repository<StagedUploadRow>) {}

  async find(id: string, tx?: Tx): Promise<StagedUploadRow | null> {
    return isUuid(id) ? (tx?.getRepository(StagedUploadRow) ?? this.rows).findOneBy({ id }) : null;
  }

  async insert(upload: NewStagedUpload): Promise<void> {
    await this.rows.insert(upload);
  }

  /** False when this owner has `limit` unfinished ones already. */
  async insertWithinLimit(tx: Tx, upload: NewStagedUpload, limit: number, now: Date): Promise<boolean> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('staged:' || $1, 0))`, [upload.ownerDid]);
    const unfinished = await tx.countBy(StagedUploadRow, {
      ownerDid: upload.ownerDid,
      state: 'receiving',
      expiresAt: MoreThan(now),
    });
    if (unfinished >= limit) return false;
    await tx.insert(StagedUploadRow, upload);
    return true;
  }

  /** Announced bytes count where there are any: they may still come. */
  async unclaimedSince(ownerDid: string, at: Date): Promise<{ count: number; bytes: number }> {
    const row = await this.rows
      .createQueryBuilder('upload')
      .select('count(*)::int', 'count')
      .addSelect('coalesce(sum(greatest(declared_bytes, received_bytes)), 0)::bigint', 'bytes')
      .where({ ownerDid, state: In(['receiving', 'complete']), createdAt: MoreThan(at) })
      .getRawOne<{ count: number; bytes: number }>();
    return { count: row?.count ?? 0, bytes: Number(row?.bytes ?? 0) };
  }

  async received(id: string, receivedBytes: number): Promise<void> {
    await this.rows.update({ id, state: 'receiving' }, { receivedBytes });
  }

  async complete(id: string, receivedBytes: number, sha256: Buffer): Promise<void> {
    await this.rows.update({ id, state: 'receiving' }, { receivedBytes, sha256, state: 'complete' });
  }

  /** True for exactly one caller. */
  async claim(tx: Tx, id: string, ownerDid: string, now: Date, expiresAt: Date): Promise<boolean> {
    const { affected } = await tx.update(
      StagedUploadRow,
      { id, ownerDid, state: 'complete', expiresAt: MoreThan(now) },
      { state: 'claimed', expiresAt },
    );
    return affected === 1;
  }

  async expire(id: string, at: Date): Promise<void> {
    await this.rows.update({ id }, { expiresAt: at });
  }

  expired(now: Date, limit: number): Promise<StagedUploadRow[]> {
    return this.rows.find({ where: { expiresAt: LessThan(now) }, order: { expiresAt: 'ASC' }, take: limit });
  }

  async delete(id: string): Promise<void> {
    await this.rows.delete({ id });
  }
}
