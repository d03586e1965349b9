import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type QueryDeepPartialEntity, Repository } from 'typeorm';
import { decodeCursor, type Page, pageOf } from '../../common/page.js';
import type { Tx } from '../../platform/database/index.js';
import { Job, type JobStatus, type JobType } from './job.entity.js';

/** As cursors hold it, to the microsecond. */
const PLACE = `to_char(job.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export const UNFINISHED: JobStatus[] = ['pending', 'processing'];

export type JobChange = Partial<Pick<Job, 'status' | 'phase' | 'message' | 'progressPct' | 'result' | 'error'>>;

export interface JobFilter {
  state: 'active' | 'all';
  type?: JobType | undefined;
  cursor?: string | undefined;
  limit: number;
}

@Injectable()
export class JobsRepository {
  constructor(@InjectRepository(Job) private readonly rows: Repository<Job>) {}

  async insert(tx: Tx, job: Pick<Job, 'id' | 'type' | 'ownerDid' | 'result' | 'message'>): Promise<Job> {
    await tx.insert(Job, job as QueryDeepPartialEntity<Job>);
    return tx.findOneByOrFail(Job, { id: job.id });
  }

  find(id: string, tx?: Tx): Promise<Job | null> {
    return this.in(tx).findOneBy({ id });
  }

  /** Newest first; one row more than the page tells whether there is another. */
  async page(ownerDid: string, { state, type, cursor, limit }: JobFilter): Promise<Page<Job>> {
    const query = this.rows
      .createQueryBuilder('job')
      .addSelect(PLACE, 'place')
      .where({ ownerDid, ...(state === 'active' ? { status: In(UNFINISHED) } : {}), ...(type ? { type } : {}) })
      .orderBy({ 'job.created_at': 'DESC', 'job.id': 'DESC' })
      .limit(limit + 1);
    if (cursor) {
      const { createdAt, id } = decodeCursor(cursor, 'uuid');
      query.andWhere('(job.created_at, job.id) < (:createdAt::timestamptz, :id::uuid)', { createdAt, id });
    }
    const { entities, raw } = await query.getRawAndEntities<{ place: string }>();
    const page = pageOf(
      entities.map((job, index) => ({ job, at: raw[index]?.place ?? job.createdAt })),
      limit,
      ({ job, at }) => ({ createdAt: at, id: job.id }),
    );
    return { ...page, items: page.items.map(({ job }) => job) };
  }

  /** Changes a job that is not finished, and counts the change. False when it is finished, or gone. */
  async change(id: string, change: JobChange, tx?: Tx): Promise<boolean> {
    const finished = change.status === 'completed' || change.status === 'failed';
    const { affected } = await this.in(tx).update(
      { id, status: In(UNFINISHED) },
      {
        ...(change as QueryDeepPartialEntity<Job>),
        heartbeatAt: () => 'now()',
        updatedAt: () => 'now()',
        eventSeq: () => 'event_seq + 1',
        ...(finished ? { completedAt: () => 'now()' } : {}),
      },
    );
    return affected === 1;
  }

  findActive(ownerDid: string, type: JobType, about: Record<string, unknown>, tx?: Tx): Promise<Job | null> {
    return this.in(tx)
      .createQueryBuilder('job')
      .where({ ownerDid, type, status: In(UNFINISHED) })
      .andWhere('job.result @> :about', { about: JSON.stringify(about) })
      .getOne();
  }

  async touch(ids: string[]): Promise<void> {
    await this.rows.update({ id: In(ids), status: In(UNFINISHED) }, { heartbeatAt: () => 'now()' });
  }

  /** Unfinished jobs of these types that nobody has shown a sign of life for so long. */
  silent(seconds: number, types: readonly JobType[]): Promise<Job[]> {
    return this.rows
      .createQueryBuilder('job')
      .where({ status: In(UNFINISHED), type: In([...types]) })
      .andWhere('job.heartbeat_at < now() - make_interval(secs => :seconds)', { seconds })
      .orderBy('job.created_at')
      .limit(1_000)
      .getMany();
  }

  async purge(days: number): Promise<number> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .delete()
      .where('completed_at < now() - make_interval(days => :days)', { days })
      .execute();
    return affected ?? 0;
  }

  private in(tx?: Tx): Repository<Job> {
    return tx ? tx.getRepository(Job) : this.rows;
  }
}
