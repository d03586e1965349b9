import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repositories that have to be read again: in rows, because a queue may forget and a server may be away for long. */
export class OweResyncs1763700012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Without a reference: an account may be owed a reading before we know it.
    await db.query(`
      create table owed_resyncs (
        did text constraint pk_owed_resyncs primary key,
        owed_at timestamptz not null default now(),
        next_try_at timestamptz not null,
        tries integer not null default 0
      )
    `);
    await db.query(`create index ix_owed_resyncs_next_try_at on owed_resyncs (next_try_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table owed_resyncs`);
  }
}
