import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { QueryDeepPartialEntity, Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import { Album } from './album.entity.js';

export type NewAlbum = Pick<Album, 'id' | 'artistDid' | 'title' | 'slug' | 'rkey'> & Partial<Album>;

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

  /** The row, locked until the end of the transaction. */
  lock(tx: Tx, id: string): Promise<Album | null> {
    return this.in(tx).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
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

  findById(id: string, tx?: Tx): Promise<Album | null> {
    return this.in(tx).findOneBy({ id });
  }

  findByRkey(artistDid: string, rkey: string, tx?: Tx): Promise<Album | null> {
    return this.in(tx).findOneBy({ artistDid, rkey });
  }

  /** An artist's albums that hold something, oldest first. */
  ofArtist(artistDid: string): Promise<Album[]> {
    return this.rows
      .createQueryBuilder('album')
      .where('album.artistDid = :artistDid', { artistDid })
      .andWhere('exists (select from album_tracks x where x.album_id = album.id)')
      .orderBy('album.createdAt')
      .getMany();
  }

  /** Drafts that hold tracks and were begun so long ago. */
  async leftDrafts(olderThanHours: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `select id from albums
        where finalized_at is null and created_at < now() - make_interval(hours => $1)
          and exists (select from album_tracks where album_id = id) limit 500`,
      [olderThanHours],
    );
    return rows.map((row) => row.id);
  }

  async insert(tx: Tx, album: NewAlbum): Promise<void> {
    await this.in(tx).insert(album);
    await this.name(tx, album);
  }

  async update(tx: Tx | undefined, id: string, change: QueryDeepPartialEntity<Album>): Promise<void> {
    await this.in(tx).update({ id }, { ...change, updatedAt: () => 'now()' });
  }

  /** What became of the record is no change of the album. */
  async stamp(id: string, stamp: Partial<Pick<Album, 'uri' | 'cid' | 'rev' | 'publishState'>>): Promise<void> {
    await this.rows.update({ id }, { ...stamp, updatedAt: () => 'updated_at' });
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await this.in(tx).delete({ id });
  }

  /** The slug becomes the present one of the album; those it had before still lead to it. */
  async name(tx: Tx, { id, artistDid, slug }: Pick<Album, 'id' | 'artistDid' | 'slug'>): Promise<void> {
    await this.sql.rows('update album_slugs set is_current = false where album_id = $1 and is_current', [id], tx);
    await this.sql.rows(
      `insert into album_slugs (artist_did, slug, album_id) values ($1, $2, $3)
       on conflict (artist_did, slug) do update set is_current = true`,
      [artistDid, slug, id],
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
