import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists need besides their rows: an order of likes that can be walked, true counts, and what their records held. */
export class CompleteLists1763700008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table liked_lists add column created_at timestamptz not null default now()`);
    // A like without a place is newer than the order its owner made, and stands above it (LIKE-03).
    await db.query(`drop index ix_likes_did_order`);
    await db.query(
      `create index ix_likes_did_order on likes (did, position asc nulls first, created_at desc, track_id desc)`,
    );
    await db.query(`
      create table list_snapshots (
        subject_table text not null,
        subject_key text not null,
        did text not null constraint fk_list_snapshots_did references accounts on delete cascade,
        members text[] not null,
        constraint pk_list_snapshots primary key (subject_table, subject_key)
      )
    `);
    await db.query(`create index ix_list_snapshots_did on list_snapshots (did)`);
    // Items also go with their tracks, by cascade, where no code of ours could count.
    await db.query(`
      create function count_playlist_tracks() returns trigger language plpgsql as $$
      begin
        update playlists set track_count = (select count(*) from playlist_tracks where playlist_id = playlists.id)
         where id in (select playlist_id from changed);
        return null;
      end $$
    `);
    await db.query(`
      create trigger tr_playlist_tracks_added after insert on playlist_tracks
        referencing new table as changed for each statement execute function count_playlist_tracks()
    `);
    await db.query(`
      create trigger tr_playlist_tracks_removed after delete on playlist_tracks
        referencing old table as changed for each statement execute function count_playlist_tracks()
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger tr_playlist_tracks_removed on playlist_tracks`);
    await db.query(`drop trigger tr_playlist_tracks_added on playlist_tracks`);
    await db.query(`drop function count_playlist_tracks()`);
    await db.query(`drop table list_snapshots`);
    await db.query(`drop index ix_likes_did_order`);
    await db.query(`create index ix_likes_did_order on likes (did, position nulls last, created_at desc)`);
    await db.query(`alter table liked_lists drop column created_at`);
  }
}
