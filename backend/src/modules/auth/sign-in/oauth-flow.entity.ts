import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type FlowKind = 'login' | 'dev_token' | 'scope_upgrade' | 'add_account';

/** An authorization that was begun and has not come back yet. */
@Entity('oauth_flows')
export class OAuthFlow {
  @PrimaryColumn('bytea') stateHash!: Buffer;
  /** Of the cookie of the browser that began it (AUTH-22). */
  @Column('bytea') browserHash!: Buffer;
  @Column('text') kind!: FlowKind;
  /** Who is to sign in, where that is known. */
  @Column('text', { nullable: true }) did!: string | null;
  @Column('bytea') payloadCiphertext!: Buffer;
  @Column('text') keyId!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
