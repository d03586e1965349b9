import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { LISTED } from '../tracks/index.js';

/** As many as are printed on a sleeve. */
const FEW = 4;

/** The covers of the first tracks of playlists, for those that have none of their own. */
@Injectable()
export class FirstCoversQueries {
  constructor(private readonly sql: Sql) {}

  /** Images by playlist, in its order, each once; of tracks that everybody sees. */
  async of(playlistIds: readonly string[]): Promise<Map<string, string[]>> {
    if (playlistIds.length === 0) return new Map();
    const rows = await this.sql.rows<{ id: string; images: string[] }>(
      `select p.id, array(
                select t.image_id::text from playlist_tracks x join tracks t on t.id = x.track_id and ${LISTED}
                 where x.playlist_id = p.id and t.image_id is not null
                 group by t.image_id order by min(x.position) limit ${FEW}) as images
         from unnest($1::uuid[]) as p (id)`,
      [playlistIds],
    );
    return new Map(rows.map(({ id, images }) => [id, images]));
  }
}
