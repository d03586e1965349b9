import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type ListState = 'pending' | 'published' | 'failed';

@Entity('playlists')
export class Playlist {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') ownerDid!: string;
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) imageId!: string | null;
  @Column('boolean', { default: false }) showOnProfile!: boolean;
  /** Key of the list record, chosen before the record exists. */
  @Column('text') rkey!: string;
  @Column('text') uri!: string;
  @Column('text', { nullable: true }) cid!: string | null;
  @Column('text', { nullable: true }) rev!: string | null;
  @Column('text', { default: 'pending' }) publishState!: ListState;
  @Column('text', { default: 'local' }) source!: 'local' | 'network';
  /** Its items, also those that are not (yet) known tracks; changes in their transactions. */
  @Column('int', { default: 0 }) trackCount!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  /** When its name or its items last changed, not when it was last sent. */
  @Column('timestamptz', { default: () => 'now()' }) updatedAt!: Date;
}
