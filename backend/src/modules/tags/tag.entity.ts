import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

@Entity('tags')
export class Tag {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' }) id!: number;
  /** Normalised (TAG-01). */
  @Column('text') name!: string;
  @Column('text', { nullable: true }) createdByDid!: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

@Entity('track_tags')
export class TrackTag {
  @PrimaryColumn('int') trackId!: number;
  @PrimaryColumn('int') tagId!: number;
  /** The order the artist gave them. */
  @Column('int', { default: 0 }) position!: number;
}
