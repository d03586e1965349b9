import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

export type AccountStatus = 'active' | 'deactivated' | 'suspended' | 'takendown' | 'deleted';

@Entity('accounts')
export class Account {
  @PrimaryColumn('text') did!: string;
  @Column('text') handle!: string;
  @Column('timestamptz', { nullable: true }) handleCheckedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) pdsCheckedAt!: Date | null;
  @Column('text', { nullable: true }) pdsUrl!: string | null;
  @Column('text', { nullable: true }) displayName!: string | null;
  @Column('text', { nullable: true }) avatarUrl!: string | null;
  @Column('text', { default: 'active' }) status!: AccountStatus;
  @Column('text', { nullable: true }) repoRev!: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) firstSeenAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
