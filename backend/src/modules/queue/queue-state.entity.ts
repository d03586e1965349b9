import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { QueueContext, QueueEntry, RepeatMode } from './queue.rules.js';

/** The queue of one account. It holds ids only: titles and likes would go stale in it (P-QUEUE-02). */
@Entity('queue_states')
export class QueueRow {
  @PrimaryColumn('text') did!: string;
  @Column('jsonb', { default: [] }) entries!: QueueEntry[];
  @Column('uuid', { nullable: true }) currentEntryId!: string | null;
  @Column('int', { default: 0 }) progressMs!: number;
  @Column('text', { default: 'off' }) repeatMode!: RepeatMode;
  @Column('boolean', { default: false }) shuffle!: boolean;
  @Column('jsonb', { default: [] }) originalEntryIds!: string[];
  @Column('boolean', { default: true }) autoAdvance!: boolean;
  @Column('jsonb', { nullable: true }) context!: QueueContext | null;
  @Column('bigint', { default: 1 }) revision!: number;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
