import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type OutboxState = 'pending' | 'sending' | 'done' | 'failed' | 'cancelled';

@Entity('pds_outbox')
export class OutboxEntry {
  /** Also the order of one DID's writes. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') did!: string;
  @Column('text') op!: 'put' | 'delete';
  /** The whole NSID: an entry keeps its meaning when the namespace is configured anew. */
  @Column('text') collection!: string;
  @Column('text') rkey!: string;
  @Column('text') subjectTable!: string;
  @Column('text') subjectKey!: string;
  /** Final at once; null when it is built from the row at the time of sending. In production form. */
  @Column('jsonb', { nullable: true }) record!: Record<string, unknown> | null;
  /** The version that the write replaced. */
  @Column('text', { nullable: true }) swapCid!: string | null;
  @Column('text', { default: 'pending' }) state!: OutboxState;
  @Column('text', { nullable: true }) waiting!: 'no_grant' | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz', { default: () => 'now()' }) nextAttemptAt!: Date;
  @Column('text', { nullable: true }) lastError!: string | null;
  @Column('timestamptz', { default: () => 'now()' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) doneAt!: Date | null;
  /** The version that was written, or that the network told of while it was being written. */
  @Column('text', { nullable: true }) cid!: string | null;
  /** When the firehose told of this write (CON-09). */
  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
}
