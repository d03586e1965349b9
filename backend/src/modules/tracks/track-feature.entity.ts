import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who takes part in a track. */
@Entity('track_features')
export class TrackFeature {
  @PrimaryColumn('int') trackId!: number;
  @PrimaryColumn('int') position!: number;
  @Column('text') did!: string;
}
