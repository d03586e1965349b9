import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, the flows that lead to them, the one-time hand-over tokens, and preferences. */
export class CreateSignIn1763700002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table sessions (
        id_hash bytea constraint pk_sessions primary key,
        prefix text not null,
        did text not null constraint fk_sessions_did references accounts on delete cascade,
        kind text not null,
        name text,
        group_id uuid not null,
        grant_id uuid not null constraint fk_sessions_grant_id references oauth_grants on delete cascade,
        expires_at timestamptz,
        created_at timestamptz not null default now(),
        last_used_at timestamptz not null default now(),
        constraint ck_sessions_id_hash check (octet_length(id_hash) = 32),
        constraint ck_sessions_prefix check (length(prefix) = 16),
        constraint ck_sessions_kind check (kind in ('browser', 'dev_token')),
        constraint ck_sessions_name check (length(name) <= 100)
      )
    `);
    await db.query(`create index ix_sessions_did_prefix on sessions (did, prefix)`);
    await db.query(`create index ix_sessions_group_id on sessions (group_id)`);
    await db.query(`create index ix_sessions_grant_id on sessions (grant_id)`);
    await db.query(`create index ix_sessions_expires_at on sessions (expires_at)`);
    await db.query(`
      create table oauth_flows (
        state_hash bytea constraint pk_oauth_flows primary key,
        browser_hash bytea not null,
        kind text not null,
        did text,
        payload_ciphertext bytea not null,
        key_id text not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        constraint ck_oauth_flows_kind check (kind in ('login', 'dev_token', 'scope_upgrade', 'add_account'))
      )
    `);
    await db.query(`create index ix_oauth_flows_expires_at on oauth_flows (expires_at)`);
    await db.query(`
      create table exchange_tokens (
        token_hash bytea constraint pk_exchange_tokens primary key,
        session_id_hash bytea not null constraint fk_exchange_tokens_session references sessions on delete cascade,
        session_ciphertext bytea not null,
        key_id text not null,
        is_dev_token boolean not null default false,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz
      )
    `);
    await db.query(`create index ix_exchange_tokens_expires_at on exchange_tokens (expires_at)`);
    await db.query(`create index ix_exchange_tokens_session on exchange_tokens (session_id_hash)`);
    await db.query(`
      create table preferences (
        did text constraint pk_preferences primary key constraint fk_preferences_did references accounts on delete cascade,
        accent_color text not null default '#6a9fff',
        theme text not null default 'dark',
        auto_advance boolean not null default true,
        allow_comments boolean not null default false,
        hidden_tags text[] not null default '{ai}',
        enable_teal_scrobbling boolean not null default false,
        show_sensitive_artwork boolean not null default false,
        show_liked_on_profile boolean not null default false,
        ui_settings jsonb not null default '{}',
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint ck_preferences_accent_color check (accent_color ~ '^#[0-9a-f]{6}$'),
        constraint ck_preferences_theme check (theme in ('dark', 'light', 'system')),
        constraint ck_preferences_ui_settings check (jsonb_typeof(ui_settings) = 'object')
      )
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['preferences', 'exchange_tokens', 'oauth_flows', 'sessions'])
      await db.query(`drop table ${table}`);
  }
}
