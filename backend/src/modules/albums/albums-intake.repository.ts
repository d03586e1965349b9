import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';

/** An album that a record names, by its title alone. */
export interface NamedAlbum {
  artistDid: string;
  title: string;
  /** Of the title; empty when it has no letter. */
  slug: string;
}

export interface NewNamedAlbum extends NamedAlbum {
  id: string;
  rkey: string;
}

export interface Membership {
  trackId: number;
  albumId: string;
}

/** First number of the advisory locks of album names, as in AlbumsRepository. */
const ALBUMS_OF_ARTIST = 7_063_011;

const NAMED = `json_to_recordset($1::json) as g ("artistDid" text, title text, slug text, id uuid, rkey text)`;

/** Albums as the records of their tracks name them, any number in one statement. */
@Injectable()
export class AlbumsIntakeRepository {
  constructor(private readonly sql: Sql) {}

  /** Nobody else names albums of these artists until the end of the transaction; always locked in the same order. */
  async lockNames(tx: Tx, artistDids: readonly string[]): Promise<void> {
    await this.sql.rows(
      `select pg_advisory_xact_lock($1, hashtext(did)) from (select unnest($2::text[]) as did order by did) artists`,
      [ALBUMS_OF_ARTIST, artistDids],
      tx,
    );
  }

  /** By present or former slug, or by the title where that has none. */
  find(tx: Tx, albums: readonly NamedAlbum[]): Promise<{ artistDid: string; title: string; albumId: string }[]> {
    return this.sql.rows(
      `select g."artistDid", g.title, coalesce(s.album_id, a.id) as "albumId"
         from ${NAMED}
         left join album_slugs s on s.artist_did = g."artistDid" and s.slug = nullif(g.slug, '')
         left join albums a on g.slug = '' and a.artist_did = g."artistDid" and a.title = g.title
        where s.album_id is not null or a.id is not null`,
      [JSON.stringify(albums)],
      tx,
    );
  }

  /** Makes albums with their slugs; complete ones, since nobody here is still filling them. */
  async insert(tx: Tx, albums: readonly NewNamedAlbum[]): Promise<void> {
    if (albums.length === 0) return;
    await this.sql.rows(
      `with made as (
         insert into albums (id, artist_did, title, slug, rkey, finalized_at)
         select id, "artistDid", title, slug, rkey, now() from ${NAMED} returning id, artist_did, slug
       )
       insert into album_slugs (artist_did, slug, album_id) select artist_did, slug, id from made`,
      [JSON.stringify(albums)],
      tx,
    );
  }

  async memberships(tx: Tx, trackIds: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.sql.rows<Membership>(
      `select track_id as "trackId", album_id as "albumId" from album_tracks where track_id = any($1::int[])`,
      [trackIds],
      tx,
    );
    return new Map(rows.map(({ trackId, albumId }) => [trackId, albumId]));
  }

  /** Locks the rows, always in the same order. */
  async lock(tx: Tx, albumIds: readonly string[]): Promise<void> {
    await this.sql.rows('select from albums where id = any($1::uuid[]) order by id for update', [albumIds], tx);
  }

  /** Each becomes the last of its album, in this order, as far as there is room. */
  async append(tx: Tx, members: readonly Membership[], longest: number): Promise<void> {
    await this.sql.rows(
      `insert into album_tracks (album_id, track_id, position)
       select album_id, track_id, position from (
         select g.album_id, g.track_id,
                coalesce((select max(x.position) from album_tracks x where x.album_id = g.album_id), 0)
                  + row_number() over (partition by g.album_id order by g.place) as position
           from unnest($1::uuid[], $2::int[]) with ordinality as g (album_id, track_id, place)
       ) placed where position <= $3`,
      [members.map(({ albumId }) => albumId), members.map(({ trackId }) => trackId), longest],
      tx,
    );
  }
}
