import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import { hasTrigram, likeLiteral } from '../finding/patterns.rules.js';
import type { FoundPerson } from './handles.dto.js';

/** As many are looked at for each way of finding, before the best are chosen among them. */
const CANDIDATES = 100;

@Injectable()
export class HandlesQueries {
  constructor(private readonly sql: Sql) {}

  /** Known people: those whose handle begins so, then artists whose name does, then those who have it in their handle. */
  async known(q: string, limit: number): Promise<FoundPerson[]> {
    const handle = q.toLowerCase();
    const ways = [
      `(select c.did, 0 as way from accounts c where lower(c.handle) like $1 order by length(c.handle) limit ${CANDIDATES})`,
      `(select e.ref, 1 from search_entries_artist e
         where e.facet = 'name' and e.text like $2 order by e.popularity desc limit ${CANDIDATES})`,
    ];
    // Without a trigram to look up, this would read every account.
    if (hasTrigram(handle))
      ways.push(`(select c.did, 2 from accounts c where lower(c.handle) like $3 limit ${CANDIDATES})`);
    return this.sql.rows<FoundPerson>(
      `with patterns as (select $1::text, $2::text, $3::text),
            best as (select did, min(way) as way from (${ways.join(' union all ')}) found (did, way) group by did)
       select c.did, c.handle, coalesce(a.display_name, c.display_name) as display_name,
              coalesce(a.avatar_url, c.avatar_url) as avatar_url
         from best join accounts c using (did) left join artists a using (did)
        where c.status = 'active' and c.handle <> 'handle.invalid'
        order by lower(c.handle) = $4 desc, best.way, a.did is null, length(c.handle), c.handle limit $5`,
      [
        `${likeLiteral(handle)}%`,
        `${likeLiteral(await this.asIndexed(q))}%`,
        `%${likeLiteral(handle)}%`,
        handle,
        limit,
      ],
    );
  }

  private async asIndexed(name: string): Promise<string> {
    return (await this.sql.one<{ text: string }>('select f_search_text($1) as text', [name]))?.text ?? '';
  }
}
