import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Comment } from './comment.entity.js';

export type NewRow = Pick<Comment, 'trackId' | 'did' | 'text' | 'timestampMs' | 'rkey' | 'uri' | 'createdAt'>;

/** First number of the advisory locks that this table uses; the second is the track. */
const COMMENTS_OF_TRACK = 7_063_010;

@Injectable()
export class CommentsRepository {
  constructor(
    @InjectRepository(Comment) private readonly rows: Repository<Comment>,
    private readonly sql: Sql,
  ) {}

  /** The first `limit` comments of a track, in playing order. */
  async about(trackId: number, limit: number): Promise<Comment[]> {
    const first = await this.rows.find({ where: { trackId }, order: { createdAt: 'ASC', id: 'ASC' }, take: limit });
    return first.sort((a, b) => a.timestampMs - b.timestampMs || a.id - b.id);
  }

  findById(id: number): Promise<Comment | null> {
    return this.rows.findOneBy({ id });
  }

  /** The new row, or null when the track already has `limit`; of several at the same moment only so many fit. */
  async insertWithin(tx: Tx, limit: number, row: NewRow): Promise<Comment | null> {
    await this.sql.rows('select pg_advisory_xact_lock($1, $2)', [COMMENTS_OF_TRACK, row.trackId], tx);
    const comments = tx.getRepository(Comment);
    if ((await comments.countBy({ trackId: row.trackId })) >= limit) return null;
    return comments.save(comments.create({ ...row, cid: null, rev: null, updatedAt: null }));
  }

  async rewrite(tx: Tx, id: number, text: string, updatedAt: Date): Promise<void> {
    await tx.getRepository(Comment).update({ id }, { text, updatedAt, syncState: 'pending' });
  }

  async remove(tx: Tx, id: number): Promise<boolean> {
    return ((await tx.getRepository(Comment).delete({ id })).affected ?? 0) > 0;
  }

  async stamp(id: number, state: Pick<Comment, 'syncState'> & Partial<Pick<Comment, 'cid' | 'rev'>>): Promise<void> {
    await this.rows.update({ id }, state);
  }
}
