import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { isUuid, uuid } from '../../common/ids.js';
import type { Page } from '../../common/page.js';
import { afterCommit, type Tx } from '../../platform/database/index.js';
import { Events } from '../../platform/events/index.js';
import { type Job, JOB_TYPES, type JobType, SWEPT_TYPES } from './job.entity.js';
import { JobMissing } from './jobs.errors.js';
import { type JobChange, type JobFilter, JobsRepository } from './jobs.repository.js';
import { ReportPace } from './report-pace.js';

export interface NewJob {
  /** Chosen here when left out. */
  id?: string;
  type: JobType;
  ownerDid: string;
  /** What the work is about, so that it can be taken up again from this row alone. Ids only. */
  about?: Record<string, unknown>;
  message?: string;
}

export type JobReport = Pick<JobChange, 'phase' | 'message' | 'progressPct'>;

/** The jobs that people follow. Each change is told to every process as `job.changed`. */
@Injectable()
export class Jobs {
  private readonly pace = new ReportPace();

  constructor(
    private readonly rows: JobsRepository,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** A new job, `pending`, in the transaction of what it is about. */
  create(tx: Tx, { id = uuid(), type, ownerDid, about, message }: NewJob): Promise<Job> {
    return this.rows.insert(tx, { id, type, ownerDid, result: about ?? null, message: message ?? null });
  }

  /** What a running job is doing; also its sign of life. Reports of mere progress are thinned out. */
  async report(id: string, report: JobReport): Promise<void> {
    if (!this.pace.allows(id, report, this.clock.now().getTime())) return;
    await this.change(id, { ...report, status: 'processing' });
  }

  /** Ends a job well; a finished job stays as it is. */
  async complete(id: string, result: Record<string, unknown>, tx?: Tx): Promise<void> {
    this.pace.forget(id);
    await this.change(id, { status: 'completed', phase: 'completed', progressPct: 100, error: null, result }, tx);
  }

  /** Ends a job with the reason, in words for its owner. */
  async fail(id: string, error: string, tx?: Tx): Promise<void> {
    this.pace.forget(id);
    await this.change(id, { status: 'failed', message: error, error }, tx);
  }

  /** Puts a job whose worker is gone back in line, and remembers something about that beside what it is about. */
  async putBack(job: Job, message: string, notes: Record<string, unknown>): Promise<void> {
    await this.change(job.id, { status: 'pending', message, result: { ...job.result, ...notes } });
  }

  /** Says that these still wait for their turn, so that the reaper leaves them alone. */
  async touch(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.rows.touch(ids);
  }

  async find(id: string, tx?: Tx): Promise<Job | null> {
    return isUuid(id) ? this.rows.find(id, tx) : null;
  }

  /** Throws {@link JobMissing}, also for jobs of others. */
  async get(id: string, ownerDid: string): Promise<Job> {
    const job = await this.find(id);
    if (job?.ownerDid !== ownerDid) throw new JobMissing();
    return job;
  }

  /** The unfinished job of a type that is about this. */
  findActive(ownerDid: string, type: JobType, about: Record<string, unknown>, tx?: Tx): Promise<Job | null> {
    return this.rows.findActive(ownerDid, type, about, tx);
  }

  list(ownerDid: string, filter: JobFilter): Promise<Page<Job>> {
    return this.rows.page(ownerDid, filter);
  }

  /** Unfinished jobs of a type without a sign of life for so many seconds, oldest first. */
  silent(seconds: number, type: JobType): Promise<Job[]> {
    return this.rows.silent(seconds, [type]);
  }

  /** The same of every type that no module sweeps itself. */
  forsaken(seconds: number): Promise<Job[]> {
    const types = JOB_TYPES.filter((type) => !SWEPT_TYPES.includes(type));
    return this.rows.silent(seconds, types);
  }

  private async change(id: string, change: JobChange, tx?: Tx): Promise<void> {
    if (!(await this.rows.change(id, change, tx))) return;
    const tell = () => this.events.broadcast('job.changed', { id });
    if (tx) afterCommit(tx, tell);
    else await tell();
  }
}
