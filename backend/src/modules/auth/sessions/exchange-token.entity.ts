import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Hands a new session over to the page, once. */
@Entity('exchange_tokens')
export class ExchangeToken {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @Column('bytea') sessionIdHash!: Buffer;
  /** The bearer value of the session, sealed. */
  @Column('bytea') sessionCiphertext!: Buffer;
  @Column('text') keyId!: string;
  @Column('boolean', { default: false }) isDevToken!: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) usedAt!: Date | null;
}
