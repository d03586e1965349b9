import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type ByteState = 'staged' | 'live' | 'doomed' | 'gone' | 'missing';
export type DoomReason = 'user_delete' | 'replaced' | 'orphan' | 'account';

/** One stored sound with its measurements; its id is the `file_id` of the API. */
@Entity('audio_files')
export class AudioFile {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true }) ownerDid!: string | null;
  @Column('bytea') sha256!: Buffer;
  @Column('bigint') bytes!: number;
  @Column('text') container!: string;
  @Column('text') codec!: string;
  @Column('int', { nullable: true }) bitrate!: number | null;
  @Column('int', { nullable: true }) sampleRate!: number | null;
  @Column('int', { nullable: true }) channels!: number | null;
  @Column('int', { nullable: true }) durationMs!: number | null;
  @Column('real', { nullable: true }) loudnessLufs!: number | null;
  @Column('bytea', { nullable: true }) peaks!: Buffer | null;
  @Column('text') extension!: string;
  @Column('text') storageKey!: string;
  @Column('text') bucket!: 'public' | 'private';
  @Column('text', { default: 'staged' }) state!: ByteState;
  @Column('timestamptz', { nullable: true }) doomedAt!: Date | null;
  @Column('text', { nullable: true }) doomReason!: DoomReason | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { nullable: true }) verifiedAt!: Date | null;
}
