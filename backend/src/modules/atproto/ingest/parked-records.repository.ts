import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import type { Collection } from '../lexicon/collections.rules.js';
import type { JsonRecord } from '../lexicon/merge.rules.js';

/** A valid record that cannot be taken yet; `value` is in production form. */
export interface ParkedRecord {
  uri: string;
  collection: Collection;
  cid: string;
  rev: string;
  value: JsonRecord;
}

export interface Parking extends ParkedRecord {
  reason: string;
  /** What must arrive first; else it is tried again after `afterMs`. */
  forUri: string | null;
  afterMs: number | null;
}

const KEPT_DAYS = 7;
const RECORD = 'uri, collection, cid, rev, record as value';

/** Records that came before their time (ING-06); each stays for a week at most. */
@Injectable()
export class ParkedRecordsRepository {
  constructor(private readonly sql: Sql) {}

  /** Parks records, each in place of an older version of itself. The week begins with the first version. */
  async park(tx: Tx, records: readonly Parking[]): Promise<void> {
    if (records.length === 0) return;
    await this.sql.rows(
      `insert into parked_records as known
         (uri, collection, cid, rev, record, reason, waiting_for_uri, next_try_at, expires_at)
       select uri, collection, cid, rev, value, reason, "forUri", now() + make_interval(secs => "afterMs" / 1000.0),
              now() + make_interval(days => $2)
       from jsonb_to_recordset($1::jsonb) as r
         (uri text, collection text, cid text, rev text, value jsonb, reason text, "forUri" text, "afterMs" float8)
       order by uri
       on conflict (uri) do update set
         cid = excluded.cid, rev = excluded.rev, record = excluded.record, reason = excluded.reason,
         waiting_for_uri = excluded.waiting_for_uri, next_try_at = excluded.next_try_at
         where known.rev collate "C" <= excluded.rev collate "C"`,
      [JSON.stringify(records), KEPT_DAYS],
      tx,
    );
  }

  /** The revs of what is parked, by uri. */
  async revs(tx: Tx, uris: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.sql.rows<{ uri: string; rev: string }>(
      'select uri, rev from parked_records where uri = any($1)',
      [uris],
      tx,
    );
    return new Map(rows.map(({ uri, rev }) => [uri, rev]));
  }

  /** Forgets what waits, unless a newer version does. */
  async forget(tx: Tx, records: readonly { uri: string; rev: string }[]): Promise<void> {
    if (records.length === 0) return;
    await this.sql.rows(
      `with settled as (select * from unnest($1::text[], $2::text[]) as r (uri, rev))
       delete from parked_records p using settled
       where p.uri = settled.uri and p.rev collate "C" <= settled.rev collate "C"`,
      [records.map(({ uri }) => uri), records.map(({ rev }) => rev)],
      tx,
    );
  }

  /** Takes out what waits for these, oldest first. */
  takeWaitingFor(tx: Tx, uris: readonly string[]): Promise<ParkedRecord[]> {
    return this.sql.rows<ParkedRecord>(
      `with taken as (delete from parked_records where waiting_for_uri = any($1) returning ${RECORD})
       select * from taken order by rev collate "C", uri`,
      [uris],
      tx,
    );
  }

  /** What is due to be tried again, longest due first. */
  due(limit: number): Promise<ParkedRecord[]> {
    return this.sql.rows<ParkedRecord>(
      `select ${RECORD} from parked_records where next_try_at <= now() order by next_try_at limit $1`,
      [limit],
    );
  }

  async postpone(uri: string, afterMs: number): Promise<void> {
    await this.sql.rows(
      'update parked_records set next_try_at = now() + make_interval(secs => $2 / 1000.0) where uri = $1',
      [uri, afterMs],
    );
  }

  /** Removes what waited its week; answers how many of each reason. */
  expire(): Promise<{ collection: Collection; reason: string; n: number }[]> {
    return this.sql.rows(
      `with expired as (delete from parked_records where expires_at < now() returning collection, reason)
       select collection, reason, count(*)::int as n from expired group by collection, reason`,
    );
  }
}
