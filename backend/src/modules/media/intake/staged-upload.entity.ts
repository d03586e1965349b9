import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Bytes that arrived, or are arriving, and belong to no track yet. */
@Entity('staged_uploads')
export class StagedUploadRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') ownerDid!: string;
  @Column('text') filename!: string;
  @Column('bigint', { nullable: true }) declaredBytes!: number | null;
  @Column('bigint', { default: 0 }) receivedBytes!: number;
  @Column('bytea', { nullable: true }) sha256!: Buffer | null;
  @Column('text') storageKey!: string;
  @Column('text', { default: 'receiving' }) state!: 'receiving' | 'complete' | 'claimed';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
