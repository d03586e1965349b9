import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies in object storage: audio files, images, uploads nobody has claimed yet; and the jobs people can follow. */
export class CreateBytes1763700003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table audio_files (
        id uuid constraint pk_audio_files primary key,
        owner_did text constraint fk_audio_files_owner_did references accounts on delete set null,
        sha256 bytea not null,
        bytes bigint not null,
        container text not null,
        codec text not null,
        bitrate integer,
        sample_rate integer,
        channels integer,
        duration_ms integer,
        loudness_lufs real,
        peaks bytea,
        extension text not null,
        storage_key text not null constraint uq_audio_files_storage_key unique,
        bucket text not null,
        state text not null default 'staged',
        doomed_at timestamptz,
        doom_reason text,
        created_at timestamptz not null default now(),
        verified_at timestamptz,
        constraint ck_audio_files_sha256 check (octet_length(sha256) = 32),
        constraint ck_audio_files_peaks check (octet_length(peaks) = 800),
        constraint ck_audio_files_bucket check (bucket in ('public', 'private')),
        constraint ck_audio_files_state check (state in ('staged', 'live', 'doomed', 'gone', 'missing')),
        constraint ck_audio_files_doom_reason check (doom_reason in ('user_delete', 'replaced', 'orphan', 'account'))
      )
    `);
    await db.query(`create index ix_audio_files_owner_did_sha256 on audio_files (owner_did, sha256)`);
    await db.query(`create index ix_audio_files_doomed on audio_files (doomed_at) where state = 'doomed'`);
    await db.query(`create index ix_audio_files_staged on audio_files (created_at) where state = 'staged'`);
    await db.query(`
      create table staged_uploads (
        id uuid constraint pk_staged_uploads primary key,
        owner_did text not null constraint fk_staged_uploads_owner_did references accounts on delete cascade,
        filename text not null,
        declared_bytes bigint,
        received_bytes bigint not null default 0,
        sha256 bytea,
        storage_key text not null constraint uq_staged_uploads_storage_key unique,
        state text not null default 'receiving',
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        constraint ck_staged_uploads_sha256 check (octet_length(sha256) = 32),
        constraint ck_staged_uploads_state check (state in ('receiving', 'complete', 'claimed')),
        constraint ck_staged_uploads_complete check (state = 'receiving' or sha256 is not null)
      )
    `);
    await db.query(`create index ix_staged_uploads_owner_did on staged_uploads (owner_did, created_at desc)`);
    await db.query(`create index ix_staged_uploads_expires_at on staged_uploads (expires_at)`);
    await db.query(`
      create table images (
        id uuid constraint pk_images primary key,
        owner_did text constraint fk_images_owner_did references accounts on delete set null,
        sha256 bytea not null,
        mime text not null,
        width integer not null,
        height integer not null,
        bytes bigint not null,
        storage_key text not null constraint uq_images_storage_key unique,
        variants jsonb not null default '{}',
        state text not null default 'staged',
        doomed_at timestamptz,
        doom_reason text,
        created_at timestamptz not null default now(),
        constraint ck_images_sha256 check (octet_length(sha256) = 32),
        constraint ck_images_variants check (jsonb_typeof(variants) = 'object'),
        constraint ck_images_state check (state in ('staged', 'live', 'doomed', 'gone', 'missing')),
        constraint ck_images_doom_reason check (doom_reason in ('user_delete', 'replaced', 'orphan', 'account'))
      )
    `);
    await db.query(`create index ix_images_owner_did on images (owner_did)`);
    await db.query(`create index ix_images_doomed on images (doomed_at) where state = 'doomed'`);
    await db.query(`create index ix_images_staged on images (created_at) where state = 'staged'`);
    await db.query(`
      create table jobs (
        id uuid constraint pk_jobs primary key,
        type text not null,
        status text not null default 'pending',
        owner_did text constraint fk_jobs_owner_did references accounts on delete cascade,
        progress_pct real not null default 0,
        phase text,
        message text,
        result jsonb,
        error text,
        heartbeat_at timestamptz not null default now(),
        event_seq bigint not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        completed_at timestamptz,
        constraint ck_jobs_type check (type in ('upload', 'optimize', 'export', 'import', 'purge', 'migrate', 'rebuild')),
        constraint ck_jobs_status check (status in ('pending', 'processing', 'completed', 'failed')),
        constraint ck_jobs_progress_pct check (progress_pct between 0 and 100),
        constraint ck_jobs_result check (result is null or jsonb_typeof(result) = 'object')
      )
    `);
    await db.query(`create index ix_jobs_owner_did_created_at on jobs (owner_did, created_at desc, id desc)`);
    await db.query(`create index ix_jobs_status_heartbeat_at on jobs (status, heartbeat_at)`);
    await db.query(`create index ix_jobs_completed_at on jobs (completed_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['jobs', 'images', 'staged_uploads', 'audio_files']) await db.query(`drop table ${table}`);
  }
}
