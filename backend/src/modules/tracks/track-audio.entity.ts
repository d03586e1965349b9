import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { RenditionRole } from './tracks.dto.js';

/** A file of a track. Former ones stay with `isCurrent = false`, so that their addresses still lead to the track. */
@Entity('track_audio')
export class TrackAudio {
  @PrimaryColumn('int') trackId!: number;
  @PrimaryColumn('uuid') audioFileId!: string;
  @Column('text') role!: RenditionRole;
  @Column('boolean', { default: true }) isCurrent!: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
