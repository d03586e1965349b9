import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say about a track: tags, likes, comments. */
export class CreateReactions1763700005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table tags (
        id integer generated always as identity constraint pk_tags primary key,
        name text not null constraint uq_tags_name unique,
        created_by_did text constraint fk_tags_created_by_did references accounts on delete set null,
        created_at timestamptz not null default now(),
        constraint ck_tags_name check (length(name) between 1 and 50)
      )
    `);
    await db.query(`create index ix_tags_name_trgm on tags using gin (name gin_trgm_ops)`);
    await db.query(`create index ix_tags_name_prefix on tags (name text_pattern_ops)`);
    await db.query(`create index ix_tags_created_by_did on tags (created_by_did)`);
    await db.query(`
      create table track_tags (
        track_id integer not null constraint fk_track_tags_track_id references tracks on delete cascade,
        tag_id integer not null constraint fk_track_tags_tag_id references tags on delete cascade,
        position integer not null default 0,
        constraint pk_track_tags primary key (track_id, tag_id)
      )
    `);
    await db.query(`create index ix_track_tags_tag_id on track_tags (tag_id)`);
    await db.query(`
      create table likes (
        did text not null constraint fk_likes_did references accounts on delete cascade,
        track_id integer not null constraint fk_likes_track_id references tracks on delete cascade,
        position double precision,
        rkey text not null,
        uri text not null constraint uq_likes_uri unique,
        cid text,
        rev text,
        sync_state text not null default 'pending',
        source text not null default 'local',
        created_at timestamptz not null default now(),
        constraint pk_likes primary key (did, track_id),
        constraint ck_likes_sync_state check (sync_state in ('synced', 'pending', 'failed')),
        constraint ck_likes_source check (source in ('local', 'network'))
      )
    `);
    await db.query(`create index ix_likes_did_order on likes (did, position nulls last, created_at desc)`);
    await db.query(`create index ix_likes_track_id_created_at on likes (track_id, created_at desc)`);
    await db.query(`
      create table comments (
        id integer generated always as identity constraint pk_comments primary key,
        track_id integer not null constraint fk_comments_track_id references tracks on delete cascade,
        did text not null constraint fk_comments_did references accounts on delete cascade,
        text text not null,
        timestamp_ms integer not null,
        rkey text not null,
        uri text not null constraint uq_comments_uri unique,
        cid text,
        rev text,
        sync_state text not null default 'pending',
        source text not null default 'local',
        created_at timestamptz not null default now(),
        updated_at timestamptz,
        constraint ck_comments_text check (length(text) between 1 and 1000),
        constraint ck_comments_timestamp_ms check (timestamp_ms >= 0),
        constraint ck_comments_sync_state check (sync_state in ('synced', 'pending', 'failed')),
        constraint ck_comments_source check (source in ('local', 'network'))
      )
    `);
    await db.query(`create index ix_comments_track_id_timestamp_ms on comments (track_id, timestamp_ms)`);
    await db.query(`create index ix_comments_did_created_at on comments (did, created_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['comments', 'likes', 'track_tags', 'tags']) await db.query(`drop table ${table}`);
  }
}
