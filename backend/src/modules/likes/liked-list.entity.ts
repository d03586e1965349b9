import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The list record of what somebody likes; one per person, made with their first like. */
@Entity('liked_lists')
export class LikedList {
  @PrimaryColumn('text') did!: string;
  /** Chosen before the record exists. */
  @Column('text') rkey!: string;
  @Column('text') uri!: string;
  @Column('text', { nullable: true }) cid!: string | null;
  @Column('text', { nullable: true }) rev!: string | null;
  /** Its owner put it in order; else it is newest first (LIKE-03). */
  @Column('boolean', { default: false }) hasCustomOrder!: boolean;
  @Column('text', { default: 'pending' }) publishState!: 'pending' | 'published' | 'failed';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  /** When it last changed, not when it was last sent. */
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}
