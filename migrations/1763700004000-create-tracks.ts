import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Artists, their albums and tracks, and what belongs to one track: audio, features, slugs, plays. */
export class CreateTracks1763700004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table artists (
        did text constraint pk_artists primary key constraint fk_artists_did references accounts on delete cascade,
        display_name text not null,
        bio text,
        avatar_image_id uuid constraint fk_artists_avatar_image_id references images,
        avatar_url text,
        record_rkey text not null default 'self',
        record_cid text,
        publish_state text not null default 'pending',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint ck_artists_display_name check (length(display_name) between 1 and 256),
        constraint ck_artists_bio check (length(bio) <= 2560),
        constraint ck_artists_publish_state check (publish_state in ('pending', 'published', 'failed'))
      )
    `);
    await db.query(
      `create index ix_artists_display_name_trgm on artists using gin (f_unaccent(lower(display_name)) gin_trgm_ops)`,
    );
    await db.query(`create index ix_artists_avatar_image_id on artists (avatar_image_id)`);
    await db.query(`
      create table tracks (
        id integer generated always as identity constraint pk_tracks primary key,
        artist_did text not null constraint fk_tracks_artist_did references artists,
        title text not null,
        description text,
        duration_ms integer,
        image_id uuid constraint fk_tracks_image_id references images,
        visibility text not null default 'public',
        publish_state text not null default 'pending',
        sync_state text not null default 'pending',
        failure text,
        rkey text not null,
        uri text not null constraint uq_tracks_uri unique,
        cid text,
        rev text,
        source text not null default 'local',
        moderation text,
        copyright_flagged boolean,
        copyright_match text,
        play_count integer not null default 0,
        like_count integer not null default 0,
        comment_count integer not null default 0,
        slug text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        published_at timestamptz,
        deleted_at timestamptz,
        search_text text generated always as (f_unaccent(lower(title))) stored,
        constraint uq_tracks_artist_did_rkey unique (artist_did, rkey),
        constraint uq_tracks_artist_did_slug unique (artist_did, slug),
        constraint ck_tracks_title check (length(title) between 1 and 256),
        constraint ck_tracks_description check (length(description) <= 5000),
        constraint ck_tracks_visibility check (visibility in ('public', 'unlisted', 'private')),
        constraint ck_tracks_publish_state check (publish_state in ('pending', 'published', 'failed')),
        constraint ck_tracks_sync_state check (sync_state in ('synced', 'pending', 'failed')),
        constraint ck_tracks_source check (source in ('local', 'network')),
        constraint ck_tracks_moderation check (moderation in ('exclude', 'takedown')),
        constraint ck_tracks_counts check (play_count >= 0 and like_count >= 0 and comment_count >= 0)
      )
    `);
    await db.query(`create index ix_tracks_artist_did_created_at on tracks (artist_did, created_at desc, id desc)`);
    await db.query(`
      create index ix_tracks_discovery on tracks (created_at desc, id desc)
        where visibility = 'public' and publish_state = 'published' and moderation is null and deleted_at is null
    `);
    await db.query(`create index ix_tracks_search_text on tracks using gin (search_text gin_trgm_ops)`);
    await db.query(`create index ix_tracks_image_id on tracks (image_id)`);
    await db.query(`
      create table track_audio (
        track_id integer not null constraint fk_track_audio_track_id references tracks on delete cascade,
        audio_file_id uuid not null constraint uq_track_audio_audio_file_id unique
          constraint fk_track_audio_audio_file_id references audio_files on delete restrict,
        role text not null,
        is_current boolean not null default true,
        created_at timestamptz not null default now(),
        constraint pk_track_audio primary key (track_id, audio_file_id),
        constraint ck_track_audio_role check (role in ('original', 'stream', 'lossy'))
      )
    `);
    await db.query(`create unique index uq_track_audio_current_role on track_audio (track_id, role) where is_current`);
    await db.query(`
      create table track_features (
        track_id integer not null constraint fk_track_features_track_id references tracks on delete cascade,
        did text not null,
        position integer not null,
        constraint pk_track_features primary key (track_id, position),
        constraint ck_track_features_did check (did like 'did:%')
      )
    `);
    await db.query(`create index ix_track_features_did on track_features (did)`);
    await db.query(`
      create table track_slugs (
        artist_did text not null,
        slug text not null,
        track_id integer not null constraint fk_track_slugs_track_id references tracks on delete cascade,
        is_current boolean not null default true,
        constraint pk_track_slugs primary key (artist_did, slug)
      )
    `);
    await db.query(`create index ix_track_slugs_track_id on track_slugs (track_id)`);
    await db.query(`
      create table play_events (
        id bigint generated always as identity constraint pk_play_events primary key,
        track_id integer not null constraint fk_play_events_track_id references tracks on delete cascade,
        listener_key bytea not null,
        did text,
        play_session_id uuid constraint uq_play_events_play_session_id unique,
        source text not null default 'web',
        ref text,
        listened_ms integer,
        is_counted boolean not null,
        created_at timestamptz not null default now(),
        constraint ck_play_events_source check (source in ('web', 'api', 'embed'))
      )
    `);
    await db.query(`create index ix_play_events_track_id_created_at on play_events (track_id, created_at)`);
    await db.query(`create index ix_play_events_listener on play_events (listener_key, track_id, created_at desc)`);
    await db.query(`create index ix_play_events_created_at on play_events using brin (created_at)`);
    await db.query(`
      create table albums (
        id uuid constraint pk_albums primary key,
        artist_did text not null constraint fk_albums_artist_did references artists,
        title text not null,
        slug text not null,
        description text,
        image_id uuid constraint fk_albums_image_id references images,
        rkey text not null,
        uri text constraint uq_albums_uri unique,
        cid text,
        rev text,
        publish_state text not null default 'pending',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        finalized_at timestamptz,
        constraint uq_albums_artist_did_slug unique (artist_did, slug),
        constraint ck_albums_title check (length(title) between 1 and 256),
        constraint ck_albums_publish_state check (publish_state in ('pending', 'published', 'failed'))
      )
    `);
    await db.query(`create index ix_albums_title_trgm on albums using gin (f_unaccent(lower(title)) gin_trgm_ops)`);
    await db.query(`create index ix_albums_title on albums (lower(title), id)`);
    await db.query(`create index ix_albums_image_id on albums (image_id)`);
    await db.query(`
      create table album_slugs (
        artist_did text not null,
        slug text not null,
        album_id uuid not null constraint fk_album_slugs_album_id references albums on delete cascade,
        is_current boolean not null default true,
        constraint pk_album_slugs primary key (artist_did, slug)
      )
    `);
    await db.query(`create index ix_album_slugs_album_id on album_slugs (album_id)`);
    await db.query(`
      create table album_tracks (
        album_id uuid not null constraint fk_album_tracks_album_id references albums on delete cascade,
        track_id integer not null constraint uq_album_tracks_track_id unique
          constraint fk_album_tracks_track_id references tracks on delete cascade,
        position integer not null,
        constraint pk_album_tracks primary key (album_id, track_id),
        constraint uq_album_tracks_position unique (album_id, position) deferrable initially deferred
      )
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    const tables = [
      'album_tracks',
      'album_slugs',
      'albums',
      'play_events',
      'track_slugs',
      'track_features',
      'track_audio',
    ];
    for (const table of [...tables, 'tracks', 'artists']) await db.query(`drop table ${table}`);
  }
}
