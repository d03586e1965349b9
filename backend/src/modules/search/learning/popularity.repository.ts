import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import { LISTED } from '../../tracks/index.js';
import type { Kind } from '../kinds.js';

/** Rows of one statement; the first time in a large catalogue there are very many. */
const AT_ONCE = 50_000;
/** So many of each kind are searched first. */
const HOT = 10_000;

/** How popular each thing is; what has a number here and not there keeps its own. */
const SOURCES: Record<Kind, string> = {
  track: `select id::text as ref, play_count + like_count as number from tracks`,
  artist: `select artist_did as ref, sum(play_count + like_count) as number from tracks t where ${LISTED} group by 1`,
  album: `select album_id::text as ref, sum(play_count + like_count) as number
            from album_tracks join tracks t on t.id = track_id and ${LISTED} group by 1`,
  tag: `select tag_id::text as ref, count(*) as number from track_tags join tracks t on t.id = track_id and ${LISTED} group by 1`,
  playlist: `select id::text as ref, track_count as number from playlists`,
};

@Injectable()
export class PopularityRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Brings some of the kept numbers up to date; answers whether there are more. A number is written again when it
   * differs by a twentieth: more is not seen on a scale of logarithms, and would be a write for nothing.
   */
  async refreshSome(kind: Kind): Promise<boolean> {
    const row = await this.sql.one<{ count: number }>(
      `with changed as (
         select e.ref, coalesce(s.number, 0) as number
           from search_entries_${kind} e left join (${SOURCES[kind]}) s using (ref)
          where e.popularity is distinct from coalesce(s.number, 0)
            and abs(e.popularity - coalesce(s.number, 0)) * 20 >= greatest(e.popularity, 1)
          limit ${AT_ONCE}
       ), updated as (
         update search_entries_${kind} e set popularity = changed.number from changed where e.ref = changed.ref returning 1
       )
       select count(*)::int as count from updated`,
    );
    return (row?.count ?? 0) >= AT_ONCE;
  }

  async chooseHot(kind: Kind): Promise<void> {
    await this.sql.rows(
      `with hot as (
         select ref, facet from search_entries_${kind} where popularity > 0 order by popularity desc, ref limit ${HOT}
       ), judged as (
         select e.ref, e.facet, hot.ref is not null as is_hot from search_entries_${kind} e left join hot using (ref, facet)
       )
       update search_entries_${kind} e set is_hot = judged.is_hot from judged
        where e.ref = judged.ref and e.facet = judged.facet and e.is_hot <> judged.is_hot`,
    );
  }
}
