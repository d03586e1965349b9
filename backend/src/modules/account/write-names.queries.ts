import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { shownTo } from '../tracks/index.js';

/** What unfinished writes are about. It reads the tables of other modules and writes none. */
@Injectable()
export class WriteNames {
  constructor(private readonly sql: Sql) {}

  /**
   * By the number of a user's write: the title of the track that it writes, likes or comments on, of an album, or the
   * name of a playlist. What is gone, or not for them to see any more, has none.
   */
  async of(did: string, ids: readonly number[]): Promise<Map<number, string>> {
    const rows = await this.sql.rows<{ id: number; name: string }>(
      `select * from (
         select o.id, coalesce(t.title, p.name, a.title) as name
           from pds_outbox o
           left join likes l on o.subject_table = 'likes' and l.did = o.did and l.uri = o.subject_key
           left join comments c on c.id = case when o.subject_table = 'comments' then o.subject_key::int end
           left join tracks t
             on t.id = coalesce(l.track_id, c.track_id, case when o.subject_table = 'tracks' then o.subject_key::int end)
            and (t.artist_did = $1 or ${shownTo('$1')})
           left join playlists p on p.id = case when o.subject_table = 'playlists' then o.subject_key::uuid end
           left join albums a on a.id = case when o.subject_table = 'albums' then o.subject_key::uuid end
          where o.did = $1 and o.id = any($2::bigint[])) as named
        where name is not null`,
      [did, ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
