import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people collect and play: playlists, the order of what they like, and their queue. */
export class CreateCollections1763700006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table playlists (
        id uuid constraint pk_playlists primary key,
        owner_did text not null constraint fk_playlists_owner_did references accounts on delete cascade,
        name text not null,
        image_id uuid constraint fk_playlists_image_id references images,
        show_on_profile boolean not null default false,
        rkey text not null,
        uri text not null constraint uq_playlists_uri unique,
        cid text,
        rev text,
        publish_state text not null default 'pending',
        source text not null default 'local',
        track_count integer not null default 0,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint ck_playlists_name check (length(name) between 1 and 256),
        constraint ck_playlists_track_count check (track_count >= 0),
        constraint ck_playlists_publish_state check (publish_state in ('pending', 'published', 'failed')),
        constraint ck_playlists_source check (source in ('local', 'network'))
      )
    `);
    await db.query(`create index ix_playlists_owner_did on playlists (owner_did, created_at desc, id)`);
    await db.query(`create index ix_playlists_name_trgm on playlists using gin (f_unaccent(lower(name)) gin_trgm_ops)`);
    await db.query(`create index ix_playlists_image_id on playlists (image_id)`);
    await db.query(`
      create table playlist_tracks (
        id uuid constraint pk_playlist_tracks primary key,
        playlist_id uuid not null constraint fk_playlist_tracks_playlist_id references playlists on delete cascade,
        position double precision not null,
        track_id integer constraint fk_playlist_tracks_track_id references tracks on delete cascade,
        subject_uri text not null,
        subject_cid text,
        added_by_did text not null,
        added_at timestamptz not null default now(),
        constraint uq_playlist_tracks_subject unique (playlist_id, subject_uri)
      )
    `);
    await db.query(`create index ix_playlist_tracks_position on playlist_tracks (playlist_id, position)`);
    await db.query(`create index ix_playlist_tracks_track_id on playlist_tracks (track_id)`);
    await db.query(
      `create index ix_playlist_tracks_subject_uri on playlist_tracks (subject_uri) where track_id is null`,
    );
    await db.query(`
      create table liked_lists (
        did text constraint pk_liked_lists primary key constraint fk_liked_lists_did references accounts on delete cascade,
        rkey text not null,
        uri text not null constraint uq_liked_lists_uri unique,
        cid text,
        rev text,
        has_custom_order boolean not null default false,
        publish_state text not null default 'pending',
        updated_at timestamptz not null default now(),
        constraint ck_liked_lists_publish_state check (publish_state in ('pending', 'published', 'failed'))
      )
    `);
    await db.query(`
      create table queue_states (
        did text constraint pk_queue_states primary key
          constraint fk_queue_states_did references accounts on delete cascade,
        entries jsonb not null default '[]',
        current_entry_id uuid,
        progress_ms integer not null default 0,
        repeat_mode text not null default 'off',
        shuffle boolean not null default false,
        original_entry_ids jsonb not null default '[]',
        auto_advance boolean not null default true,
        context jsonb,
        revision bigint not null default 1,
        updated_at timestamptz not null default now(),
        constraint ck_queue_states_repeat_mode check (repeat_mode in ('off', 'one', 'all')),
        constraint ck_queue_states_progress_ms check (progress_ms >= 0),
        constraint ck_queue_states_context check (context is null or jsonb_typeof(context) = 'object')
      ) with (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 70)
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['queue_states', 'liked_lists', 'playlist_tracks', 'playlists'])
      await db.query(`drop table ${table}`);
  }
}
