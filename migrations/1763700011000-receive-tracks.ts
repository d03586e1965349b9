import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tracks and artists need that other clients write about: when they came, what went, and bytes still to be fetched. */
export class ReceiveTracks1763700011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // `created_at` is what the record says; this is when we heard of it, which nobody can lie about.
    await db.query(`alter table tracks add column arrived_at timestamptz not null default now()`);
    await db.query(`alter table tracks add column record_deleted_at timestamptz`);
    // Counters change far more often than words: with room in the page, such a change writes no index.
    await db.query(`alter table tracks set (fillfactor = 80)`);
    await db.query(`create index ix_tracks_arrived on tracks (artist_did, arrived_at) where source = 'network'`);
    await db.query(
      `create index ix_tracks_record_deleted_at on tracks (record_deleted_at) where record_deleted_at is not null`,
    );
    await db.query(`
      alter table artists
        add column record_rev text,
        add column source text not null default 'local',
        add constraint ck_artists_source check (source in ('local', 'network'))
    `);
    await db.query(`
      create table wanted_media (
        track_id integer not null constraint fk_wanted_media_track_id references tracks on delete cascade,
        part text not null,
        address text not null,
        loudness_lufs real,
        state text not null default 'wanted',
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        constraint pk_wanted_media primary key (track_id, part),
        constraint ck_wanted_media_part check (part in ('audio', 'image')),
        constraint ck_wanted_media_state check (state in ('wanted', 'here', 'refused'))
      )
    `);
    await db.query(`create index ix_wanted_media_due on wanted_media (next_attempt_at) where state = 'wanted'`);
    await db.query(`create index ix_wanted_media_address on wanted_media (address)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table wanted_media`);
    await db.query(`alter table artists drop column source, drop column record_rev`);
    await db.query(`drop index ix_tracks_record_deleted_at`);
    await db.query(`drop index ix_tracks_arrived`);
    await db.query(`alter table tracks reset (fillfactor)`);
    await db.query(`alter table tracks drop column record_deleted_at, drop column arrived_at`);
  }
}
