import { Injectable } from '@nestjs/common';
import { uuid } from '../../common/ids.js';
import { Sql, type Tx } from '../../platform/database/index.js';

/** An item as a list record may hold it. */
export interface PlaylistItem {
  id: string;
  uri: string;
  /** Of the record as we know it now; null while there is none. */
  cid: string | null;
  /** Null when it is not, or not yet, a known track. */
  track_id: number | null;
}

export interface ItemSubject {
  uri: string;
  cid: string | null;
  trackId: number | null;
}

/** The items of playlists. Whoever changes them holds the playlist by its lock. */
@Injectable()
export class PlaylistItemsRepository {
  constructor(private readonly sql: Sql) {}

  /** In order. A removed track has no record any more, so no cid. */
  references(playlistId: string, tx?: Tx): Promise<PlaylistItem[]> {
    return this.sql.rows(
      `select x.id, x.subject_uri as uri, x.track_id,
              case when x.track_id is null then x.subject_cid when t.deleted_at is null then t.cid end as cid
         from playlist_tracks x left join tracks t on t.id = x.track_id
        where x.playlist_id = $1 order by x.position, x.id`,
      [playlistId],
      tx,
    );
  }

  /** Known tracks, in order. */
  async trackIds(playlistId: string): Promise<number[]> {
    const rows = await this.sql.rows<{ track_id: number }>(
      `select track_id from playlist_tracks where playlist_id = $1 and track_id is not null order by position, id`,
      [playlistId],
    );
    return rows.map((row) => row.track_id);
  }

  async append(tx: Tx, playlistId: string, did: string, { uri, cid, trackId }: ItemSubject): Promise<void> {
    await this.sql.rows(
      `insert into playlist_tracks (id, playlist_id, position, track_id, subject_uri, subject_cid, added_by_did)
       select $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6 from playlist_tracks where playlist_id = $2`,
      [uuid(), playlistId, trackId, uri, cid, did],
      tx,
    );
  }

  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    await this.sql.rows('delete from playlist_tracks where id = any($1::uuid[])', [ids], tx);
  }

  /** All items of a playlist, in this order from now on. */
  async arrange(tx: Tx, ids: readonly string[]): Promise<void> {
    await this.sql.rows(
      `update playlist_tracks set position = given.place
         from unnest($1::uuid[]) with ordinality as given (id, place)
        where playlist_tracks.id = given.id and position <> given.place`,
      [ids],
      tx,
    );
  }
}
