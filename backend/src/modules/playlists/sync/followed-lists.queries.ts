import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { RecordNames } from '../../atproto/index.js';
import { TracksService } from '../../tracks/index.js';
import { LONGEST_LIST } from '../records/list.record.js';

/** A track `t` that has a record and is not in that of the list `s`, or the other way about. */
const IS_OUT_OF_STEP = `(t.cid is not null and t.deleted_at is null) <> (t.uri = any(s.members))`;

/** The playlist of the item `x` has this address by another item. */
const IS_THERE = (uri: string) => `exists (
  select from playlist_tracks y where y.playlist_id = x.playlist_id and y.subject_uri = ${uri} and y.id <> x.id)`;

/** Lists by the tracks that are in them. */
@Injectable()
export class FollowedListsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly tracks: TracksService,
    private readonly names: RecordNames,
  ) {}

  /** Items that were waiting for these tracks become them, whichever of their addresses the lists have. */
  async link(tx: Tx, trackIds: readonly number[]): Promise<void> {
    const tracks = [...(await this.tracks.references(trackIds, tx)).values()];
    const named = tracks.flatMap(({ id, uri }) => this.names.of(uri).map((name) => ({ id, uri, name })));
    await this.sql.rows(
      `update playlist_tracks x set track_id = g.id, subject_uri = g.uri
         from json_to_recordset($1::json) as g (id int, uri text, name text)
        where x.track_id is null and x.subject_uri = g.name and not ${IS_THERE('g.uri')}`,
      [JSON.stringify(named)],
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
    const { former, present } = this.names.folders('track');
    const rows = await this.sql.rows<{ id: number }>(
      `select t.id from playlist_tracks x
         join tracks t on t.uri = x.subject_uri
        where x.track_id is null and t.deleted_at is null
       union
       select t.id from playlist_tracks x
         join tracks t on t.uri = replace(x.subject_uri, $2::text, $3::text) and t.uri <> x.subject_uri
        where x.track_id is null and t.deleted_at is null and not ${IS_THERE('t.uri')}
       union
       select t.id from playlist_tracks x join tracks t on t.id = x.track_id where t.deleted_at is not null
       union
       select t.id from list_snapshots s cross join unnest(s.members) as member join tracks t on t.uri = member
        where t.cid is null or t.deleted_at is not null
       order by 1 limit $1`,
      [limit, former ?? null, present],
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
