import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import type { SyncState } from '../atproto/index.js';
import type { PublishState, Visibility } from './tracks.dto.js';

@Entity('tracks')
export class Track {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') artistDid!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('int', { nullable: true }) durationMs!: number | null;
  @Column('uuid', { nullable: true }) imageId!: string | null;
  @Column('text', { default: 'public' }) visibility!: Visibility;
  @Column('text', { default: 'pending' }) publishState!: PublishState;
  @Column('text', { default: 'pending' }) syncState!: SyncState;
  /** Why it could not be published, for the owner. */
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('text') rkey!: string;
  @Column('text') uri!: string;
  /** Of the record as last confirmed. */
  @Column('text', { nullable: true }) cid!: string | null;
  @Column('text', { nullable: true }) rev!: string | null;
  @Column('text', { default: 'local' }) source!: 'local' | 'network';
  @Column('text', { nullable: true }) moderation!: 'exclude' | 'takedown' | null;
  @Column('boolean', { nullable: true }) copyrightFlagged!: boolean | null;
  @Column('text', { nullable: true }) copyrightMatch!: string | null;
  @Column('int', { default: 0 }) playCount!: number;
  @Column('int', { default: 0 }) likeCount!: number;
  @Column('int', { default: 0 }) commentCount!: number;
  @Column('text', { nullable: true }) slug!: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  /** When the row was made, whatever the record says of its age. */
  @Column('timestamptz', { default: () => 'now()' }) arrivedAt!: Date;
  /** Another client deleted the record: hidden, and restorable by the artist until the grace period is over (ING-07). */
  @Column('timestamptz', { nullable: true }) recordDeletedAt!: Date | null;
  /** Removed by its owner; the row goes once its record is gone. */
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
  /** Made by the database from the title. */
  @Column({
    type: 'text',
    asExpression: 'f_unaccent(lower(title))',
    generatedType: 'STORED',
    select: false,
    nullable: true,
  })
  searchText!: string;
}
