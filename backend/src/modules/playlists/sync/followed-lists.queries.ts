import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { LONGEST_LIST } from '../records/list.record.js';

/** A track `t` that has a record and is not in that of the list `s`, or the other way about. */
const IS_OUT_OF_STEP = `(t.cid is not null and t.deleted_at is null) <> (t.uri = any(s.members))`;

/** Lists by the tracks that are in them. */
@Injectable()
export class FollowedListsQueries {
  constructor(private readonly sql: Sql) {}

  /** Items that were waiting for these tracks become them. */
  async link(tx: Tx, trackIds: readonly number[]): Promise<void> {
    await this.sql.rows(
      `update playlist_tracks x set track_id = t.id from tracks t
        where t.id = any($1::int[]) and t.deleted_at is null and x.track_id is null and x.subject_uri = t.uri`,
      [trackIds],
      tx,
    );
  }

  /** Takes removed tracks off all playlists; answers those. */
  async drop(tx: Tx, trackIds: readonly number[]): Promise<string[]> {
    // Playlists first, as whoever changes one does it; the trigger that counts would take them after their items.
    await this.sql.rows(
      `select from playlists where id in (
         select x.playlist_id from playlist_tracks x join tracks t on t.id = x.track_id
          where x.track_id = any($1::int[]) and t.deleted_at is not null
       ) order by id for update`,
      [trackIds],
      tx,
    );
    const rows = await this.sql.rows<{ id: string }>(
      `with dropped as (
         delete from playlist_tracks x using tracks t
          where x.track_id = any($1::int[]) and t.id = x.track_id and t.deleted_at is not null returning x.playlist_id
       )
       select distinct playlist_id as id from dropped order by 1`,
      [trackIds],
      tx,
    );
    return rows.map(({ id }) => id);
  }

  /** Tracks of which a list did not follow the news: an item waits for one, holds a removed one, or a record names one without. */
  async missed(limit: number): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `select t.id from playlist_tracks x join tracks t on t.uri = x.subject_uri
        where x.track_id is null and t.deleted_at is null
       union
       select t.id from playlist_tracks x join tracks t on t.id = x.track_id where t.deleted_at is not null
       union
       select t.id from list_snapshots s cross join unnest(s.members) as member join tracks t on t.uri = member
        where t.cid is null or t.deleted_at is not null
       order by 1 limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Playlists whose records name one of these tracks though it has none any more, or do not though it has one. */
  async playlistsOutOfStep(trackIds: readonly number[]): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `select distinct x.playlist_id as id
         from playlist_tracks x
         join tracks t on t.id = x.track_id
         join list_snapshots s on s.subject_table = 'playlists' and s.subject_key = x.playlist_id::text
        where x.track_id = any($1::int[]) and ${IS_OUT_OF_STEP} order by 1`,
      [trackIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The same of albums whose records we know, and all the tracks of which have arrived that these name. */
  async albumsOutOfStep(trackIds: readonly number[]): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `select distinct x.album_id as id
         from album_tracks x
         join tracks t on t.id = x.track_id
         join albums a on a.id = x.album_id and a.cid is not null
         join list_snapshots s on s.subject_table = 'albums' and s.subject_key = x.album_id::text
        where x.track_id = any($1::int[]) and ${IS_OUT_OF_STEP} order by 1`,
      [trackIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The same of liked lists that are here as whole as their records, by their owners; one that is full leaves out what has a record (LST-19). */
  async likersOutOfStep(trackIds: readonly number[]): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      `select distinct l.did from likes l
         join tracks t on t.id = l.track_id
         join liked_lists k on k.did = l.did and k.cid is not null
         join list_snapshots s on s.subject_table = 'liked_lists' and s.subject_key = l.did
        where l.track_id = any($1::int[]) and ${IS_OUT_OF_STEP}
          and (t.uri = any(s.members) or cardinality(s.members) < ${LONGEST_LIST}) order by 1`,
      [trackIds],
    );
    return rows.map(({ did }) => did);
  }
}
