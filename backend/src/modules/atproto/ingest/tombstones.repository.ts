import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

/** Records that were deleted, so that a late create cannot bring them back (CON-11). */
@Injectable()
export class TombstonesRepository {
  constructor(private readonly sql: Sql) {}

  /** The revs at which records were deleted, by uri. */
  async revs(tx: Tx, uris: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.sql.rows<{ uri: string; rev: string }>(
      'select uri, rev from record_tombstones where uri = any($1)',
      [uris],
      tx,
    );
    return new Map(rows.map(({ uri, rev }) => [uri, rev]));
  }

  async add(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<void> {
    if (gone.length === 0) return;
    await this.sql.rows(
      `insert into record_tombstones as known (uri, rev)
       select uri, rev from unnest($1::text[], $2::text[]) as gone (uri, rev) order by uri
       on conflict (uri) do update set rev = excluded.rev, deleted_at = now()
         where known.rev collate "C" < excluded.rev collate "C"`,
      [gone.map(({ uri }) => uri), gone.map(({ rev }) => rev)],
      tx,
    );
  }

  /** Answers how many went. */
  async purge(olderThanDays: number): Promise<number> {
    const row = await this.sql.one<{ n: number }>(
      `with purged as (
         delete from record_tombstones where deleted_at < now() - make_interval(days => $1) returning 1
       )
       select count(*)::int as n from purged`,
      [olderThanDays],
    );
    return row?.n ?? 0;
  }
}
