import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type GrantHolder = 'browser' | 'dev_token';

/** What an authorization server gave us for a DID. All browsers of a DID share one grant, each developer token has its own. */
@Entity('oauth_grants')
export class OAuthGrant {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') did!: string;
  @Column('text') holder!: GrantHolder;
  /** Tokens, DPoP key, issuer and PDS, sealed. */
  @Column('bytea') ciphertext!: Buffer;
  @Column('text') keyId!: string;
  /** As granted, which may be less than was asked. */
  @Column('text') scopes!: string;
  @Column('timestamptz', { nullable: true }) accessExpiresAt!: Date | null;
  /** When these tokens came; also the version of the row. */
  @Column('timestamptz', { nullable: true }) refreshedAt!: Date | null;
  /** When the server refused to refresh. */
  @Column('timestamptz', { nullable: true }) deadAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
