import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { SyncState } from '../atproto/index.js';

/** One person's like of one track (LIKE-02). */
@Entity('likes')
export class Like {
  @PrimaryColumn('text') did!: string;
  @PrimaryColumn('int') trackId!: number;
  /** Place in the owner's own order, smaller first; null while there is none (LIKE-03). */
  @Column('float8', { nullable: true }) position!: number | null;
  @Column('text') rkey!: string;
  @Column('text') uri!: string;
  @Column('text', { nullable: true }) cid!: string | null;
  @Column('text', { nullable: true }) rev!: string | null;
  @Column('text', { default: 'pending' }) syncState!: SyncState;
  @Column('text', { default: 'local' }) source!: 'local' | 'network';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
