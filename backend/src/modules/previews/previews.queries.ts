import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';

export interface TrackLine {
  id: number;
  title: string;
  description: string | null;
  artist: string;
  handle: string;
  image_id: string | null;
  file_id: string | null;
}

export interface ArtistLine {
  did: string;
  handle: string;
  display_name: string;
  bio: string | null;
  avatar_url: string | null;
}

export interface AlbumLine {
  title: string;
  slug: string;
  handle: string;
  artist: string;
  description: string | null;
  image_id: string | null;
}

/** What the heads of pages say, read from the tables of others. */
@Injectable()
export class PreviewsQueries {
  constructor(private readonly sql: Sql) {}

  /** A track that everyone who has its link may see. */
  track(id: number): Promise<TrackLine | undefined> {
    return this.sql.one(
      `select t.id, t.title, t.description, a.display_name as artist, c.handle, t.image_id, s.audio_file_id as file_id
         from tracks t
         join artists a on a.did = t.artist_did
         join accounts c on c.did = t.artist_did and c.status = 'active'
         left join track_audio s on s.track_id = t.id and s.role = 'stream' and s.is_current
        where t.id = $1 and t.visibility <> 'private' and t.publish_state = 'published'
          and t.moderation is distinct from 'takedown' and t.deleted_at is null`,
      [id],
    );
  }

  /** An artist by present or former handle. */
  artist(handle: string): Promise<ArtistLine | undefined> {
    return this.sql.one(
      `select a.did, c.handle, a.display_name, a.bio, coalesce(a.avatar_url, c.avatar_url) as avatar_url
         from accounts c join artists a on a.did = c.did
        where c.status = 'active' and (lower(c.handle) = lower($1)
           or c.did in (select did from account_handles where lower(handle) = lower($1)))
        order by lower(c.handle) = lower($1) desc limit 1`,
      [handle],
    );
  }

  /** An album by present or former slug. */
  album(did: string, slug: string): Promise<AlbumLine | undefined> {
    return this.sql.one(
      `select b.title, b.slug, b.description, b.image_id, c.handle, a.display_name as artist
         from album_slugs s
         join albums b on b.id = s.album_id
         join artists a on a.did = b.artist_did
         join accounts c on c.did = b.artist_did
        where s.artist_did = $1 and s.slug = $2`,
      [did, slug],
    );
  }
}
