import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the scanner said of each sound, and what a person made of it (MOD-03, MOD-04). */
export class CreateCopyrightScans1763700013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // By way of the audio of the track: a scan is of a file that was, or is, its own, and goes with the track.
    await db.query(`
      create table copyright_scans (
        id bigint generated always as identity constraint pk_copyright_scans primary key,
        track_id integer not null,
        audio_file_id uuid not null,
        is_flagged boolean not null,
        highest_score integer not null default 0,
        matches jsonb not null default '[]',
        raw_response jsonb not null,
        resolution text,
        reason text,
        reviewed_at timestamptz,
        reviewed_by_did text,
        review_notes text,
        scanned_at timestamptz not null default now(),
        constraint uq_copyright_scans_track_id_audio_file_id unique (track_id, audio_file_id),
        constraint fk_copyright_scans_track_audio foreign key (track_id, audio_file_id)
          references track_audio on delete cascade,
        constraint ck_copyright_scans_highest_score check (highest_score between 0 and 100),
        constraint ck_copyright_scans_resolution check (resolution in ('violation', 'false_positive', 'original_artist'))
      )
    `);
    await db.query(`create index ix_copyright_scans_open on copyright_scans (is_flagged) where resolution is null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table copyright_scans`);
  }
}
