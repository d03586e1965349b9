import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reading the network needs to remember: how far it read, what is gone, and what came before its time. */
export class CreateIngest1763700007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table ingest_cursors (
        stream text constraint pk_ingest_cursors primary key,
        cursor bigint not null,
        updated_at timestamptz not null default now()
      )
    `);
    await db.query(`
      create table record_tombstones (
        uri text constraint pk_record_tombstones primary key,
        rev text not null,
        deleted_at timestamptz not null default now()
      )
    `);
    await db.query(`create index ix_record_tombstones_deleted_at on record_tombstones (deleted_at)`);
    await db.query(`
      create table parked_records (
        uri text constraint pk_parked_records primary key,
        collection text not null,
        cid text not null,
        rev text not null,
        record jsonb not null,
        waiting_for_uri text,
        reason text not null,
        expires_at timestamptz not null
      )
    `);
    await db.query(`create index ix_parked_records_waiting_for_uri on parked_records (waiting_for_uri)`);
    await db.query(`create index ix_parked_records_expires_at on parked_records (expires_at)`);
    // A second record by which somebody likes the same track; it goes when the like goes.
    await db.query(`
      create table like_duplicates (
        uri text constraint pk_like_duplicates primary key,
        did text not null,
        track_id integer not null,
        rkey text not null,
        constraint fk_like_duplicates_like foreign key (did, track_id) references likes on delete cascade
      )
    `);
    await db.query(`create index ix_like_duplicates_like on like_duplicates (did, track_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['like_duplicates', 'parked_records', 'record_tombstones', 'ingest_cursors'])
      await db.query(`drop table ${table}`);
  }
}
