import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import { LISTED } from '../views/visibility.queries.js';
import type { TagView } from './tags.dto.js';

const COUNT = `count(*) filter (where t.id is not null)::int as track_count`;
const COUNTED = `tags left join track_tags x on x.tag_id = tags.id left join tracks t on t.id = x.track_id and ${LISTED}`;

/** Tags with the number of tracks that everybody finds; reads the tables of `tags` and writes none. */
@Injectable()
export class TagCountsQueries {
  constructor(private readonly sql: Sql) {}

  /** The most used first; `prefix` is normalised, and its wildcards mean themselves. */
  startingWith(prefix: string, limit: number): Promise<TagView[]> {
    return this.sql.rows(
      `select tags.name, ${COUNT} from ${COUNTED}
        where starts_with(tags.name, $1) group by tags.id having count(t.id) > 0
        order by track_count desc, tags.name limit $2`,
      [prefix, limit],
    );
  }

  async of(tagId: number): Promise<number> {
    const row = await this.sql.one<TagView>(
      `select tags.name, ${COUNT} from ${COUNTED} where tags.id = $1 group by tags.id`,
      [tagId],
    );
    return row?.track_count ?? 0;
  }
}
