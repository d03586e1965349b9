import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One item of a playlist: a track of ours, or a record that is not, or not yet, a known track. */
@Entity('playlist_tracks')
export class PlaylistTrack {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') playlistId!: string;
  /** Smaller first; gaps mean nothing. */
  @Column('float8') position!: number;
  @Column('int', { nullable: true }) trackId!: number | null;
  @Column('text') subjectUri!: string;
  @Column('text', { nullable: true }) subjectCid!: string | null;
  @Column('text') addedByDid!: string;
  @Column('timestamptz', { default: () => 'now()' }) addedAt!: Date;
}
