import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import { shownTo } from '../views/visibility.queries.js';

/** Reads the table of `likes` and writes none. */
@Injectable()
export class LikedCountsQueries {
  constructor(private readonly sql: Sql) {}

  /** How many tracks that this viewer may see somebody likes. */
  async of(did: string, viewer: string | null): Promise<number> {
    const row = await this.sql.one<{ count: number }>(
      `select count(*)::int as count from likes join tracks t on t.id = likes.track_id
        where likes.did = $1 and ${shownTo('$2')}`,
      [did, viewer],
    );
    return row?.count ?? 0;
  }
}
