import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type PlaySource = 'web' | 'api' | 'embed';

/** One report of a play, kept from the first day (TRK-13). */
@Entity('play_events')
export class PlayEvent {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('int') trackId!: number;
  /** Who listened, as a keyed hash. */
  @Column('bytea') listenerKey!: Buffer;
  @Column('text', { nullable: true }) did!: string | null;
  @Column('uuid', { nullable: true }) playSessionId!: string | null;
  @Column('text', { default: 'web' }) source!: PlaySource;
  @Column('text', { nullable: true }) ref!: string | null;
  @Column('int', { nullable: true }) listenedMs!: number | null;
  /** False for another report of the same listener within the window. */
  @Column('boolean') isCounted!: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
