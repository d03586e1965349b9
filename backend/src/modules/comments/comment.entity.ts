import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SyncState } from '../atproto/index.js';

@Entity('comments')
export class Comment {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('int') trackId!: number;
  @Column('text') did!: string;
  @Column('text') text!: string;
  /** The moment of the track it is pinned to. */
  @Column('int') timestampMs!: number;
  @Column('text') rkey!: string;
  @Column('text') uri!: string;
  @Column('text', { nullable: true }) cid!: string | null;
  @Column('text', { nullable: true }) rev!: string | null;
  @Column('text', { default: 'pending' }) syncState!: SyncState;
  @Column('text', { default: 'local' }) source!: 'local' | 'network';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) updatedAt!: Date | null;
}
