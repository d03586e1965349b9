import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tells an echo from a stranger's edit, and when a parked record is tried again. */
export class CompleteIngest1763700010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The version that a put wrote, or the one that the network told of while it was being written.
    await db.query(`alter table pds_outbox add column cid text`);
    await db.query(`alter table parked_records add column next_try_at timestamptz`);
    await db.query(
      `create index ix_parked_records_next_try_at on parked_records (next_try_at) where next_try_at is not null`,
    );
    await db.query(`create index ix_accounts_unresolved on accounts (updated_at) where handle_checked_at is null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index ix_accounts_unresolved`);
    await db.query(`drop index ix_parked_records_next_try_at`);
    await db.query(`alter table parked_records drop column next_try_at`);
    await db.query(`alter table pds_outbox drop column cid`);
  }
}
