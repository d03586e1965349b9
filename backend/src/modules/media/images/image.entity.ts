import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { ByteState, DoomReason } from '../audio/audio-file.entity.js';

/** A picture as we keep it: written anew, without what the camera noted. */
@Entity('images')
export class Image {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { nullable: true }) ownerDid!: string | null;
  @Column('bytea') sha256!: Buffer;
  @Column('text') mime!: string;
  @Column('int') width!: number;
  @Column('int') height!: number;
  @Column('bigint') bytes!: number;
  @Column('text') storageKey!: string;
  /** Storage keys by width. */
  @Column('jsonb') variants!: Record<string, string>;
  @Column('text', { default: 'staged' }) state!: ByteState;
  @Column('timestamptz', { nullable: true }) doomedAt!: Date | null;
  @Column('text', { nullable: true }) doomReason!: DoomReason | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
