import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type SessionKind = 'browser' | 'dev_token';

/** A signed-in browser or program. The bearer value itself is nowhere (AUTH-05). */
@Entity('sessions')
export class Session {
  @PrimaryColumn('bytea') idHash!: Buffer;
  /** The first 16 characters of the bearer value, for lists of developer tokens. */
  @Column('text') prefix!: string;
  @Column('text') did!: string;
  @Column('text') kind!: SessionKind;
  @Column('text', { nullable: true }) name!: string | null;
  /** The accounts that are signed in in one browser. */
  @Column('uuid') groupId!: string;
  @Column('uuid') grantId!: string;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastUsedAt!: Date;
}
