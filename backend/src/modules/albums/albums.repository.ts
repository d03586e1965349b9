import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Album } from './album.entity.js';

export type NewAlbum = Pick<Album, 'id' | 'artistDid' | 'title' | 'slug' | 'rkey'>;

/** First number of the advisory locks that this table uses; the second stands for the artist. */
const ALBUMS_OF_ARTIST = 7_063_011;

@Injectable()
export class AlbumsRepository {
  constructor(
    @InjectRepository(Album) private readonly rows: Repository<Album>,
    private readonly sql: Sql,
  ) {}

  /** Until the end of the transaction nobody else makes or names albums of this artist. */
  async lockNames(tx: Tx, artistDid: string): Promise<void> {
    await this.sql.rows('select pg_advisory_xact_lock($1, hashtext($2))', [ALBUMS_OF_ARTIST, artistDid], tx);
  }

  /** By present or former slug. */
  async findBySlug(artistDid: string, slug: string, tx?: Tx): Promise<Album | null> {
    const named = await this.sql.one<{ album_id: string }>(
      'select album_id from album_slugs where artist_did = $1 and slug = $2',
      [artistDid, slug],
      tx,
    );
    return named ? this.in(tx).findOneBy({ id: named.album_id }) : null;
  }

  findByTitle(artistDid: string, title: string, tx?: Tx): Promise<Album | null> {
    return this.in(tx).findOneBy({ artistDid, title });
  }

  findById(id: string): Promise<Album | null> {
    return this.rows.findOneBy({ id });
  }

  async insert(tx: Tx, album: NewAlbum): Promise<void> {
    await tx.getRepository(Album).insert(album);
    await this.sql.rows(
      'insert into album_slugs (artist_did, slug, album_id) values ($1, $2, $3)',
      [album.artistDid, album.slug, album.id],
      tx,
    );
  }

  /** Locks the album and the one that the track is on now, always in the same order; answers the latter. */
  async lockFor(tx: Tx, albumId: string | null, trackId: number): Promise<string | null> {
    const rows = await this.sql.rows<{ id: string; holds: boolean }>(
      `select id, exists (select 1 from album_tracks where album_id = id and track_id = $2) as holds
         from albums
        where id = $1 or id = (select album_id from album_tracks where track_id = $2)
        order by id for update`,
      [albumId, trackId],
      tx,
    );
    return rows.find((row) => row.holds)?.id ?? null;
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

  /** How many albums show these pictures. */
  coverCounts(tx: Tx, imageIds: readonly string[]): Promise<{ image_id: string; count: number }[]> {
    return this.sql.rows(
      'select image_id, count(*)::int as count from albums where image_id = any($1) group by image_id',
      [imageIds],
      tx,
    );
  }

  private in(tx?: Tx): Repository<Album> {
    return tx ? tx.getRepository(Album) : this.rows;
  }
}
