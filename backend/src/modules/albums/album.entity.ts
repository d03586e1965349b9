import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

@Entity('albums')
export class Album {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') artistDid!: string;
  @Column('text') title!: string;
  @Column('text') slug!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('uuid', { nullable: true }) imageId!: string | null;
  /** Key of the album's list record, chosen before the record exists. */
  @Column('text') rkey!: string;
  /** Address of the list record, once it was written. */
  @Column('text', { nullable: true }) uri!: string | null;
  @Column('text', { nullable: true }) cid!: string | null;
  @Column('text', { nullable: true }) rev!: string | null;
  @Column('text', { default: 'pending' }) publishState!: 'pending' | 'published' | 'failed';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
  @Column('timestamptz', { nullable: true }) finalizedAt!: Date | null;
}
