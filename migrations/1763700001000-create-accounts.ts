import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who we know: accounts and their handles, the grants to write for them, and the outbox of what is to be written. */
export class CreateAccounts1763700001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table accounts (
        did text constraint pk_accounts primary key,
        handle text not null,
        handle_checked_at timestamptz,
        pds_checked_at timestamptz,
        pds_url text,
        display_name text,
        avatar_url text,
        status text not null default 'active',
        repo_rev text,
        first_seen_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        constraint ck_accounts_did check (did like 'did:%'),
        constraint ck_accounts_status check (status in ('active', 'deactivated', 'suspended', 'takendown', 'deleted'))
      )
    `);
    await db.query(`create index ix_accounts_handle on accounts (lower(handle))`);
    await db.query(`create index ix_accounts_handle_trgm on accounts using gin (lower(handle) gin_trgm_ops)`);
    await db.query(`
      create table account_handles (
        did text not null constraint fk_account_handles_did references accounts on delete cascade,
        handle text not null,
        first_seen_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        constraint pk_account_handles primary key (did, handle)
      )
    `);
    await db.query(`create index ix_account_handles_handle on account_handles (lower(handle))`);
    await db.query(`
      create table oauth_grants (
        id uuid constraint pk_oauth_grants primary key,
        did text not null constraint fk_oauth_grants_did references accounts on delete cascade,
        holder text not null,
        ciphertext bytea not null,
        key_id text not null,
        scopes text not null,
        access_expires_at timestamptz,
        refreshed_at timestamptz,
        dead_at timestamptz,
        created_at timestamptz not null default now(),
        constraint ck_oauth_grants_holder check (holder in ('browser', 'dev_token'))
      )
    `);
    await db.query(`create unique index uq_oauth_grants_browser on oauth_grants (did) where holder = 'browser'`);
    await db.query(`create index ix_oauth_grants_did on oauth_grants (did)`);
    await db.query(`
      create table pds_outbox (
        id bigint generated always as identity constraint pk_pds_outbox primary key,
        did text not null constraint fk_pds_outbox_did references accounts on delete cascade,
        op text not null,
        collection text not null,
        rkey text not null,
        subject_table text not null,
        subject_key text not null,
        record jsonb,
        swap_cid text,
        state text not null default 'pending',
        waiting text,
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        last_error text,
        created_at timestamptz not null default now(),
        done_at timestamptz,
        confirmed_at timestamptz,
        constraint ck_pds_outbox_op check (op in ('put', 'delete')),
        constraint ck_pds_outbox_state check (state in ('pending', 'sending', 'done', 'failed', 'cancelled')),
        constraint ck_pds_outbox_waiting check (waiting in ('no_grant')),
        constraint ck_pds_outbox_record check (record is null or jsonb_typeof(record) = 'object')
      )
    `);
    await db.query(`create index ix_pds_outbox_due on pds_outbox (state, next_attempt_at)`);
    await db.query(`create index ix_pds_outbox_open on pds_outbox (did, id) where state in ('pending', 'sending')`);
    await db.query(`create index ix_pds_outbox_record on pds_outbox (did, collection, rkey)`);
    await db.query(`
      create unique index uq_pds_outbox_pending_put on pds_outbox (did, collection, rkey)
        where state = 'pending' and op = 'put' and record is null
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['pds_outbox', 'oauth_grants', 'account_handles', 'accounts']) {
      await db.query(`drop table ${table}`);
    }
  }
}
