import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What separates words in scripts that are not ours, as a class of regular expressions of PostgreSQL. */
const FOREIGN_PUNCTUATION = String.raw`\u2000-\u206f\u3000-\u303f\u30fb\uff01-\uff0f`;
const KINDS = ['track', 'artist', 'album', 'tag', 'playlist'];
/** Replaced by the indexes of search_entries; where they were, and on what. */
const REPLACED = [
  ['ix_tracks_search_text', 'tracks', 'search_text'],
  ['ix_artists_display_name_trgm', 'artists', 'f_unaccent(lower(display_name))'],
  ['ix_albums_title_trgm', 'albums', 'f_unaccent(lower(title))'],
  ['ix_tags_name_trgm', 'tags', 'name'],
  ['ix_playlists_name_trgm', 'playlists', 'f_unaccent(lower(name))'],
] as const;

/** What can be found, under which names, in one shape; kept by triggers, so that no writer of a name can forget it. */
export class CreateSearch1763700009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await createTextFunctions(db);
    await createTables(db);
    await createTriggers(db);
    await indexWhatIsThere(db);
    for (const [index] of REPLACED) await db.query(`drop index ${index}`);
    // A prefix can walk an index only in this order, whatever the collation of the database.
    await db.query(`create index ix_accounts_handle_prefix on accounts (lower(handle) text_pattern_ops)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop index ix_accounts_handle_prefix`);
    for (const [index, table, column] of REPLACED)
      await db.query(`create index ${index} on ${table} using gin (${column} gin_trgm_ops)`);
    for (const table of ['tracks', 'artists', 'accounts', 'albums', 'tags', 'playlists']) {
      await db.query(`drop trigger tr_${table}_searchable on ${table}`);
      await db.query(`drop function note_searchable_${table}()`);
    }
    await db.query(`drop function note_searchable(text, text, text, text)`);
    for (const table of ['search_unlearned', 'search_words', 'search_entries']) await db.query(`drop table ${table}`);
    await db.query(`drop function f_search_key(text)`);
    await db.query(`drop function f_search_text(text)`);
  }
}

async function createTextFunctions(db: QueryRunner): Promise<void> {
  await db.query(`
    create function f_search_text(text) returns text language sql immutable strict parallel safe
      return btrim(regexp_replace(f_unaccent(lower(normalize($1, nfc))), '[[:space:]]+', ' ', 'g'))
  `);
  // Trigrams are made of what the locale of the server calls letters, and in the locale C that is ASCII alone: a
  // Japanese title has none. Spelled by code points every script has them, and one character is four letters long, so
  // that even one is enough for the index. Digits of two neighbours can look like a third: readers compare the text too.
  await db.query(`
    create function f_search_key(name text) returns text language plpgsql immutable strict parallel safe as $$
    declare
      spelled text := name;
    begin
      if name ~ '[^ -~]' then
        select string_agg(case when ascii(letter) < 128 then letter else lpad(to_hex(ascii(letter)), 4, '0') end, '')
          into spelled
          from string_to_table(regexp_replace(name, '[${FOREIGN_PUNCTUATION}]', ' ', 'g'), null) as letter;
      end if;
      return ' ' || btrim(regexp_replace(replace(spelled, '''', ''), '[^a-z0-9]+', ' ', 'g')) || ' ';
    end $$
  `);
}

async function createTables(db: QueryRunner): Promise<void> {
  await db.query(`
    create table search_entries (
      kind text not null,
      ref text not null,
      facet text not null,
      text text not null,
      key text not null,
      popularity real not null default 0,
      is_hot boolean not null default false,
      constraint pk_search_entries primary key (kind, ref, facet),
      constraint ck_search_entries_facet check (facet in ('name', 'handle'))
    ) partition by list (kind)
  `);
  // A part for each kind: so a word that is in many titles does not stand in the way of the one playlist that has it.
  for (const kind of KINDS)
    await db.query(`
      create table search_entries_${kind} partition of search_entries for values in ('${kind}')
        with (fillfactor = 90, autovacuum_vacuum_insert_scale_factor = 0.05)
    `);
  await db.query(`create index ix_search_entries_text on search_entries (text text_pattern_ops)`);
  await db.query(`create index ix_search_entries_hot_text on search_entries (text text_pattern_ops) where is_hot`);
  // Every search reads the pending list of these, so it is kept short.
  await db.query(`
    create index ix_search_entries_key on search_entries using gin (key gin_trgm_ops)
      with (gin_pending_list_limit = 1024)
  `);
  await db.query(`
    create index ix_search_entries_hot_key on search_entries using gin (key gin_trgm_ops)
      with (gin_pending_list_limit = 64) where is_hot
  `);
  // Words that are known to be in names, after a slip was understood.
  for (const [name, which] of [
    ['ix_search_entries_words', ''],
    ['ix_search_entries_hot_words', 'where is_hot'],
  ])
    await db.query(`
      create index ${name} on search_entries using gin (string_to_array(btrim(key), ' '))
        with (gin_pending_list_limit = 256) ${which}
    `);
  await db.query(`
    create table search_words (
      word text constraint pk_search_words primary key,
      uses integer not null,
      forms text[] not null
    )
  `);
  await db.query(`create index ix_search_words_forms on search_words using gin (forms) with (fastupdate = off)`);
  await db.query(`create index ix_search_words_trgm on search_words using gin (word gin_trgm_ops)`);
  await db.query(`
    create table search_unlearned (
      id bigint generated always as identity constraint pk_search_unlearned primary key,
      text text not null
    )
  `);
}

async function createTriggers(db: QueryRunner): Promise<void> {
  await db.query(`
    create function note_searchable(a_kind text, a_ref text, a_facet text, a_name text) returns void
      language plpgsql as $$
    declare
      searchable text := f_search_text(a_name);
    begin
      if searchable is null then
        delete from search_entries where kind = a_kind and ref = a_ref and facet = a_facet;
        return;
      end if;
      insert into search_entries as e (kind, ref, facet, text, key)
        values (a_kind, a_ref, a_facet, searchable, f_search_key(searchable))
        on conflict (kind, ref, facet) do update set text = excluded.text, key = excluded.key
          where e.text <> excluded.text;
      if found then insert into search_unlearned (text) values (searchable); end if;
    end $$
  `);
  // What nobody can find is not even indexed; who may find the rest is decided when it is read.
  await createTrigger(db, 'tracks', 'title, visibility, publish_state, moderation, deleted_at', {
    ref: 'id::text',
    name: `case when new.visibility = 'public' and new.publish_state = 'published' and new.moderation is null
             and new.deleted_at is null then new.title end`,
    kind: 'track',
  });
  await createTrigger(db, 'albums', 'title', { kind: 'album', ref: 'id::text', name: 'new.title' });
  await createTrigger(db, 'tags', 'name', { kind: 'tag', ref: 'id::text', name: 'new.name' });
  await createTrigger(db, 'playlists', 'name', { kind: 'playlist', ref: 'id::text', name: 'new.name' });
  await createTrigger(db, 'artists', 'display_name', {
    kind: 'artist',
    ref: 'did',
    name: 'new.display_name',
    more: {
      written: `perform note_searchable('artist', new.did, 'handle', handle) from accounts
                  where did = new.did and handle <> 'handle.invalid'`,
      deleted: `perform note_searchable('artist', old.did, 'handle', null)`,
    },
  });
  await db.query(`
    create function note_searchable_accounts() returns trigger language plpgsql as $$
    begin
      perform note_searchable('artist', did, 'handle', nullif(new.handle, 'handle.invalid')) from artists
        where did = new.did;
      return null;
    end $$
  `);
  await db.query(`
    create trigger tr_accounts_searchable after update of handle on accounts for each row
      when (old.handle is distinct from new.handle) execute function note_searchable_accounts()
  `);
}

interface Searchable {
  kind: string;
  ref: string;
  name: string;
  more?: { written: string; deleted: string };
}

async function createTrigger(db: QueryRunner, table: string, columns: string, { kind, ref, name, more }: Searchable) {
  await db.query(`
    create function note_searchable_${table}() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        perform note_searchable('${kind}', old.${ref}, 'name', null);
        ${more ? `${more.deleted};` : ''}
      else
        perform note_searchable('${kind}', new.${ref}, 'name', ${name});
        ${more ? `${more.written};` : ''}
      end if;
      return null;
    end $$
  `);
  await db.query(`
    create trigger tr_${table}_searchable after insert or delete or update of ${columns} on ${table}
      for each row execute function note_searchable_${table}()
  `);
}

async function indexWhatIsThere(db: QueryRunner): Promise<void> {
  for (const [table, column] of [
    ['tracks', 'title'],
    ['artists', 'display_name'],
    ['albums', 'title'],
    ['tags', 'name'],
    ['playlists', 'name'],
  ])
    await db.query(`update ${table} set ${column} = ${column}`);
}
