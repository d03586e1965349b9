import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A handle that an account has or had; old profile links resolve here. */
@Entity('account_handles')
export class AccountHandle {
  @PrimaryColumn('text') did!: string;
  @PrimaryColumn('text') handle!: string;
  @Column('timestamptz', { default: () => 'now()' }) firstSeenAt!: Date;
  @Column('timestamptz', { default: () => 'now()' }) lastSeenAt!: Date;
}
