import { Injectable } from '@nestjs/common';
import { Sql } from '../../../../platform/database/index.js';

/** Longer than the job that was ordered takes with all its tries. */
const FIRST_WAIT = '1 hour';
const LONGEST_WAIT = '1 day';
/** About ten days; a server that comes back later tells what it has. */
const MOST_TRIES = 15;

/** Whose repositories have to be read again until one was read to its end. */
@Injectable()
export class OwedResyncs {
  constructor(private readonly sql: Sql) {}

  /** What is owed already is owed anew: whoever is reading it may be past what is new. */
  async owe(dids: readonly string[]): Promise<void> {
    await this.sql.rows(
      `insert into owed_resyncs (did, next_try_at) select did, now() + $2::interval from unnest($1::text[]) as did
       on conflict (did) do update set owed_at = now(), next_try_at = excluded.next_try_at, tries = 0`,
      [dids, FIRST_WAIT],
    );
  }

  /** It was read by somebody who began at this moment. */
  async settle(did: string, begunAt: Date): Promise<void> {
    await this.sql.rows('delete from owed_resyncs where did = $1 and owed_at <= $2', [did, begunAt]);
  }

  /** Those whose job was lost, or failed; each is due again later, until it is given up. */
  async due(limit: number): Promise<string[]> {
    await this.sql.rows('delete from owed_resyncs where tries >= $1', [MOST_TRIES]);
    const rows = await this.sql.rows<{ did: string }>(
      `with due as (
         select did from owed_resyncs where next_try_at <= now() order by next_try_at limit $1 for update skip locked
       ), asked as (
         update owed_resyncs o set tries = o.tries + 1,
                next_try_at = now() + least($2::interval * power(2, o.tries), $3::interval)
           from due where o.did = due.did returning o.did
       )
       select did from asked`,
      [limit, FIRST_WAIT, LONGEST_WAIT],
    );
    return rows.map(({ did }) => did);
  }
}
