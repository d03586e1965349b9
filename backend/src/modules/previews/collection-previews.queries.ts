import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { LISTED } from '../tracks/index.js';

export interface AlbumLine {
  title: string;
  slug: string;
  handle: string;
  artist: string;
  description: string | null;
  /** Its own cover, else that of its first track that has one. */
  image_id: string | null;
}

export interface PlaylistLine {
  id: string;
  name: string;
  owner: string;
  track_count: number;
  image_id: string | null;
}

export interface TagLine {
  name: string;
  track_count: number;
}

/** What the heads of pages about many tracks say, read from the tables of others. */
@Injectable()
export class CollectionPreviewsQueries {
  constructor(private readonly sql: Sql) {}

  /** An album by present or former slug; one with nothing to hear is for its owner only (ALB-02). */
  album(did: string, slug: string): Promise<AlbumLine | undefined> {
    return this.sql.one(
      `select b.title, b.slug, b.description, c.handle, a.display_name as artist,
              coalesce(b.image_id, shown.first_image) as image_id
         from album_slugs s
         join albums b on b.id = s.album_id
         join artists a on a.did = b.artist_did
         join accounts c on c.did = b.artist_did
         join lateral (
           select count(*) as tracks, (array_agg(t.image_id order by x.position) filter (where t.image_id is not null))[1] as first_image
             from album_tracks x join tracks t on t.id = x.track_id where x.album_id = b.id and ${LISTED}
         ) shown on shown.tracks > 0
        where s.artist_did = $1 and s.slug = $2`,
      [did, slug],
    );
  }

  playlist(id: string): Promise<PlaylistLine | undefined> {
    return this.sql.one(
      `select p.id, p.name, p.track_count, p.image_id, coalesce(a.display_name, c.display_name, '@' || c.handle) as owner
         from playlists p
         join accounts c on c.did = p.owner_did and c.status = 'active'
         left join artists a on a.did = p.owner_did
        where p.id = $1`,
      [id],
    );
  }

  /** `name` is normalised; a tag that leads to nothing is none (TAG-02). */
  tag(name: string): Promise<TagLine | undefined> {
    return this.sql.one(
      `select tags.name, count(t.id)::int as track_count
         from tags join track_tags x on x.tag_id = tags.id join tracks t on t.id = x.track_id and ${LISTED}
        where tags.name = $1 group by tags.name`,
      [name],
    );
  }
}
