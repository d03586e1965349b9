import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** An account with an artist profile; exists only after the setup. */
@Entity('artists')
export class Artist {
  @PrimaryColumn('text') did!: string;
  @Column('text') displayName!: string;
  @Column('text', { nullable: true }) bio!: string | null;
  @Column('uuid', { nullable: true }) avatarImageId!: string | null;
  /** A picture elsewhere, in its normal form. */
  @Column('text', { nullable: true }) avatarUrl!: string | null;
  @Column('text', { default: 'self' }) recordRkey!: string;
  @Column('text', { nullable: true }) recordCid!: string | null;
  /** Of the repository, as last heard; later versions of the record sort higher. */
  @Column('text', { nullable: true }) recordRev!: string | null;
  /** `network` until the artist sets the profile up here: then name and picture are only what others say of them. */
  @Column('text', { default: 'local' }) source!: 'local' | 'network';
  @Column('text', { default: 'pending' }) publishState!: 'pending' | 'published' | 'failed';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
