import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { PublishState } from '../tracks.dto.js';
import { onArtistList } from '../views/visibility.queries.js';
import type { TitlePlace } from './title-place.rules.js';

/** An album with what its tracks add up to for the one who looks. */
export interface AlbumLine {
  id: string;
  title: string;
  slug: string;
  description: string | null;
  artist_did: string;
  artist: string;
  artist_handle: string;
  list_uri: string | null;
  rkey: string;
  is_draft: boolean;
  publish_state: PublishState;
  created_at: string;
  track_count: number;
  total_plays: number;
  image_id: string | null;
  image_key: string | null;
  /** The title as lists are ordered by it. */
  title_place: string;
}

/** `$1` is the viewer. Empty albums are for their owner only (ALB-02). */
const LINES = `
  select b.id, b.title, b.slug, b.description, b.artist_did, a.display_name as artist, c.handle as artist_handle,
         b.uri as list_uri, b.rkey, b.finalized_at is null as is_draft, b.publish_state, sums.track_count, sums.total_plays, i.id as image_id,
         i.storage_key as image_key, lower(b.title) as title_place,
         to_char(b.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at
    from albums b
    join artists a on a.did = b.artist_did
    join accounts c on c.did = b.artist_did and c.status = 'active'
    join lateral (
      select count(*)::int as track_count, coalesce(sum(t.play_count), 0)::int as total_plays,
             (array_agg(t.image_id order by x.position) filter (where t.image_id is not null))[1] as first_image
        from album_tracks x join tracks t on t.id = x.track_id
       where x.album_id = b.id and ${onArtistList('$1')}
    ) sums on sums.track_count > 0 or b.artist_did = $1::text
    left join images i on i.id = coalesce(b.image_id, sums.first_image) and i.state in ('live', 'doomed')`;

/** Albums joined with the sums of their tracks; reads the tables of `albums` and writes none. */
@Injectable()
export class AlbumListsQueries {
  constructor(private readonly sql: Sql) {}

  /** By title, of everybody or of one artist; one more than asked for. */
  page(
    viewer: string | null,
    artistDid: string | null,
    { limit, after }: { limit: number; after?: TitlePlace | undefined },
  ): Promise<AlbumLine[]> {
    return this.sql.rows(
      `${LINES}
        where ($2::text is null or b.artist_did = $2)
          and ($3::text is null or (lower(b.title), b.id) > ($3, $4::uuid))
        order by lower(b.title), b.id limit $5 + 1`,
      [viewer, artistDid, after?.title ?? null, after?.id ?? null, limit],
    );
  }

  one(viewer: string | null, albumId: string): Promise<AlbumLine | undefined> {
    return this.sql.one(`${LINES} where b.id = $2`, [viewer, albumId]);
  }

  /** The tracks of an album, in its order, that the viewer finds there. */
  async trackIds(viewer: string | null, albumId: string): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `select t.id from album_tracks x join tracks t on t.id = x.track_id
        where x.album_id = $2 and ${onArtistList('$1')} order by x.position`,
      [viewer, albumId],
    );
    return rows.map((row) => row.id);
  }
}
