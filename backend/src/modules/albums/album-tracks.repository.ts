import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';

/** Which tracks an album holds, and in what order. Whoever changes it holds the lock of the album. */
@Injectable()
export class AlbumTracksRepository {
  constructor(private readonly sql: Sql) {}

  /** In order. */
  async ids(albumId: string, tx?: Tx): Promise<number[]> {
    const rows = await this.sql.rows<{ track_id: number }>(
      'select track_id from album_tracks where album_id = $1 order by position',
      [albumId],
      tx,
    );
    return rows.map((row) => row.track_id);
  }

  /** Locks the album and the one that the track is on now, always in the same order; answers those that are there. */
  lockFor(tx: Tx, albumId: string | null, trackId: number): Promise<{ id: string; holds: boolean }[]> {
    return this.sql.rows(
      `select id, exists (select 1 from album_tracks where album_id = id and track_id = $2) as holds
         from albums
        where id = $1 or id = (select album_id from album_tracks where track_id = $2)
        order by id for update`,
      [albumId, trackId],
      tx,
    );
  }

  async albumOf(trackId: number, tx?: Tx): Promise<string | null> {
    const row = await this.sql.one<{ album_id: string }>(
      'select album_id from album_tracks where track_id = $1',
      [trackId],
      tx,
    );
    return row?.album_id ?? null;
  }

  async count(tx: Tx, albumId: string): Promise<number> {
    const row = await this.sql.one<{ count: number }>(
      'select count(*)::int as count from album_tracks where album_id = $1',
      [albumId],
      tx,
    );
    return row?.count ?? 0;
  }

  async append(tx: Tx, albumId: string, trackId: number): Promise<void> {
    await this.sql.rows(
      `insert into album_tracks (album_id, track_id, position)
       select $1, $2, coalesce(max(position), 0) + 1 from album_tracks where album_id = $1`,
      [albumId, trackId],
      tx,
    );
  }

  /** Takes a track off; the positions of the others stay 1 to n. */
  async take(tx: Tx, albumId: string, trackId: number): Promise<void> {
    await this.sql.rows('delete from album_tracks where album_id = $1 and track_id = $2', [albumId, trackId], tx);
    await this.sql.rows(
      `update album_tracks set position = numbered.place
         from (select track_id, row_number() over (order by position) as place
                 from album_tracks where album_id = $1) as numbered
        where album_id = $1 and album_tracks.track_id = numbered.track_id and position <> numbered.place`,
      [albumId],
      tx,
    );
  }

  /** The members in this order, 1 to n. */
  async arrange(tx: Tx, albumId: string, trackIds: readonly number[]): Promise<void> {
    await this.sql.rows(
      `update album_tracks set position = wanted.place
         from unnest($2::int[]) with ordinality as wanted (track_id, place)
        where album_id = $1 and album_tracks.track_id = wanted.track_id and position <> wanted.place`,
      [albumId, trackIds],
      tx,
    );
  }
}
