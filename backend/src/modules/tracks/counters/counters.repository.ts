import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

/** The counters of a track as they should be; reads the tables of `likes` and `comments`. */
const COUNTED = `
  select t.id,
         (select count(*)::int from likes where likes.track_id = t.id) as like_count,
         (select count(*)::int from comments where comments.track_id = t.id) as comment_count,
         (select count(*)::int from play_events where play_events.track_id = t.id and is_counted) as play_count
    from tracks t`;

const DIFFERS = `(t.like_count, t.comment_count, t.play_count) is distinct from
  (counted.like_count, counted.comment_count, counted.play_count)`;

@Injectable()
export class CountersRepository {
  constructor(private readonly sql: Sql) {}

  /** Tracks among the next `limit` behind this number whose counters look wrong, and the number where to go on. */
  async suspects(after: number, limit: number): Promise<{ ids: number[]; last: number | null }> {
    const row = await this.sql.one<{ ids: number[] | null; last: number | null }>(
      `with page as materialized (select id from tracks where id > $1 order by id limit $2)
       select (select max(id) from page) as last,
              array_agg(t.id) filter (where ${DIFFERS}) as ids
         from tracks t join (${COUNTED} where t.id in (select id from page)) counted using (id)`,
      [after, limit],
    );
    return { ids: row?.ids ?? [], last: row?.last ?? null };
  }

  async lock(tx: Tx, ids: readonly number[]): Promise<void> {
    await this.sql.rows('select from tracks where id = any($1::int[]) order by id for update', [ids], tx);
  }

  /**
   * Counts again; answers the tracks that it changed. They are locked, so what is not counted here counts itself
   * afterwards.
   */
  async recount(tx: Tx, ids: readonly number[]): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `with healed as (
         update tracks t set like_count = counted.like_count, comment_count = counted.comment_count,
                             play_count = counted.play_count
           from (${COUNTED} where t.id = any($1::int[])) counted
          where t.id = counted.id and ${DIFFERS}
         returning t.id
       )
       select id from healed order by id`,
      [ids],
      tx,
    );
    return rows.map((row) => row.id);
  }

  /** After a year nobody is named in what was played. */
  async forgetListeners(months: number): Promise<void> {
    await this.sql.rows(
      `update play_events set did = null where did is not null and created_at < now() - make_interval(months => $1)`,
      [months],
    );
  }
}
