import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A present or former short name of a track (TRK-15). */
@Entity('track_slugs')
export class TrackSlug {
  @PrimaryColumn('text') artistDid!: string;
  @PrimaryColumn('text') slug!: string;
  @Column('int') trackId!: number;
  @Column('boolean', { default: true }) isCurrent!: boolean;
}
