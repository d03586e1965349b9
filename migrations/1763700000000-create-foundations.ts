import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extensions, the immutable text wrapper, and the tables that belong to the platform itself. */
export class CreateFoundations1763700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists pg_trgm`);
    await db.query(`create extension if not exists unaccent`);
    // unaccent() is only stable, because its dictionary may change; generated columns and indexes need immutable.
    await db.query(`
      create function f_unaccent(text) returns text
        language sql immutable strict parallel safe
        return public.unaccent('public.unaccent'::regdictionary, $1)
    `);
    await db.query(`
      create unlogged table ephemeral (
        key text constraint pk_ephemeral primary key,
        value jsonb not null,
        expires_at timestamptz not null
      )
    `);
    await db.query(`create index ix_ephemeral_expires_at on ephemeral (expires_at)`);
    await db.query(`
      create table audit_log (
        id bigint generated always as identity constraint pk_audit_log primary key,
        event text not null,
        subject text not null,
        actor text not null,
        data jsonb not null default '{}',
        created_at timestamptz not null default now()
      )
    `);
    await db.query(`create index ix_audit_log_subject on audit_log (subject, created_at)`);
    await db.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception '% is append-only', tg_table_name; end $$
    `);
    await db.query(`
      create trigger tr_audit_log_append_only before update or delete on audit_log
        for each row execute function refuse_change()
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table audit_log`);
    await db.query(`drop function refuse_change()`);
    await db.query(`drop table ephemeral`);
    await db.query(`drop function f_unaccent(text)`);
    await db.query(`drop extension unaccent`);
    await db.query(`drop extension pg_trgm`);
  }
}
