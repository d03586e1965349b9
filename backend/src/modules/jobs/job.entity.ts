import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

export const JOB_TYPES = ['upload', 'optimize', 'export', 'import', 'purge', 'migrate', 'rebuild'] as const;
export type JobType = (typeof JOB_TYPES)[number];
/** Types that their own module takes up again, or ends and cleans up after (UP-20). */
export const SWEPT_TYPES: readonly JobType[] = ['upload', 'optimize'];
export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed';

/** Work that a person can follow. What runs it is the queue; this row is what is told about it. */
@Entity('jobs')
export class Job {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: JobType;
  @Column('text', { default: 'pending' }) status!: JobStatus;
  @Column('text', { nullable: true }) ownerDid!: string | null;
  @Column('real', { default: 0 }) progressPct!: number;
  @Column('text', { nullable: true }) phase!: string | null;
  @Column('text', { nullable: true }) message!: string | null;
  /** What the work is about from the start, and what came of it at the end. */
  @Column('jsonb', { nullable: true }) result!: Record<string, unknown> | null;
  @Column('text', { nullable: true }) error!: string | null;
  /** The last sign of life of whoever works on it. */
  @Column('timestamptz', { default: () => 'now()' }) heartbeatAt!: Date;
  /** Grows with each change; the id of server-sent events. */
  @Column('bigint', { default: 1 }) eventSeq!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Column('timestamptz', { nullable: true }) completedAt!: Date | null;
}
