import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { LISTED, onArtistList } from '../tracks/index.js';
import type { AnalyticsView, StatsView } from './stats.dto.js';

@Injectable()
export class StatsQueries {
  constructor(private readonly sql: Sql) {}

  async totals(): Promise<StatsView> {
    const row = await this.sql.one<StatsView>(
      `select coalesce(sum(play_count), 0)::bigint as total_plays, count(*)::int as total_tracks,
              count(distinct artist_did)::int as total_artists,
              coalesce(sum(duration_ms) / 1000, 0)::bigint as total_duration_seconds
         from tracks t where ${LISTED}`,
    );
    return row ?? { total_plays: 0, total_tracks: 0, total_artists: 0, total_duration_seconds: 0 };
  }

  /** Of an artist as this viewer finds them: what is on their list. */
  async ofArtist(did: string, viewer: string | null): Promise<AnalyticsView> {
    const row = await this.sql.one<AnalyticsView>(
      `with own as (
         select id, title, play_count, like_count, duration_ms from tracks t
          where t.artist_did = $1 and ${onArtistList('$2')}
       )
       select coalesce(sum(play_count), 0)::bigint as total_plays, count(*)::int as total_items,
              coalesce(sum(duration_ms) / 1000, 0)::bigint as total_duration_seconds,
              (select jsonb_build_object('id', id, 'title', title, 'play_count', play_count)
                 from own where play_count > 0 order by play_count desc, id limit 1) as top_item,
              (select jsonb_build_object('id', id, 'title', title, 'play_count', like_count)
                 from own where like_count > 0 order by like_count desc, id limit 1) as top_liked
         from own`,
      [did, viewer],
    );
    if (!row) throw new Error('an aggregate always has a row');
    return row;
  }
}
