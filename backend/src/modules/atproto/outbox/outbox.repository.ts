import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

/** Names a record and the row it is about. */
export interface WriteTarget {
  did: string;
  collection: string;
  rkey: string;
  subjectTable: string;
  subjectKey: string;
}

/** An entry that a newer intent has made pointless. */
interface Cancelled {
  op: 'put' | 'delete';
  /** It carries its record and was never tried. */
  isUntriedFirst: boolean;
}

export interface UnfinishedWrite {
  id: number;
  op: 'put' | 'delete';
  /** The NSID. */
  collection: string;
  uri: string;
  state: 'pending' | 'sending' | 'failed';
  waiting: 'no_grant' | null;
  attempts: number;
  lastError: string | null;
  /** Exact to the microsecond, for the cursor. */
  createdAt: string;
}

/** Whether a record is as its row has it: it is, it will be without anybody's doing, or it is not until its owner tries again. */
export type SyncState = 'synced' | 'pending' | 'failed';

/** What users want written: entries in, entries cancelled, entries shown. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Adds a put, due after `delayMs`. One that is built when sent joins a waiting one of the same record, and leaves with
   * it. Joining locks that entry, so that a sender cannot build the record from the row as it was before this transaction.
   */
  async addPut(tx: Tx, target: WriteTarget, record: object | undefined, delayMs: number): Promise<void> {
    await this.sql.rows(
      `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key, record, next_attempt_at)
       values ($1, 'put', $2, $3, $4, $5, $6, now() + make_interval(secs => $7 / 1000.0))
       on conflict (did, collection, rkey) where state = 'pending' and op = 'put' and record is null
       do update set subject_table = excluded.subject_table, subject_key = excluded.subject_key`,
      [...values(target), record ? JSON.stringify(record) : null, delayMs],
      tx,
    );
  }

  async addDelete(tx: Tx, target: WriteTarget): Promise<void> {
    await this.sql.rows(
      `insert into pds_outbox (did, op, collection, rkey, subject_table, subject_key) values ($1, 'delete', $2, $3, $4, $5)`,
      values(target),
      tx,
    );
  }

  /** Cancels what failed for this record. */
  async cancelFailed(tx: Tx, { did, collection, rkey }: WriteTarget): Promise<void> {
    await this.sql.rows(
      `update pds_outbox set state = 'cancelled', waiting = null where did = $1 and collection = $2 and rkey = $3 and state = 'failed'`,
      [did, collection, rkey],
      tx,
    );
  }

  /** Cancels the puts of this record that wait, and what failed for it. */
  cancelWaiting(tx: Tx, { did, collection, rkey }: WriteTarget): Promise<Cancelled[]> {
    return this.sql.rows<Cancelled>(
      `with cancelled as (
         update pds_outbox set state = 'cancelled', waiting = null
         where did = $1 and collection = $2 and rkey = $3 and (state = 'pending' and op = 'put' or state = 'failed')
         returning op, op = 'put' and record is not null and attempts = 0 and last_error is null as is_untried_first
       )
       select op, is_untried_first as "isUntriedFirst" from cancelled`,
      [did, collection, rkey],
      tx,
    );
  }

  /** Whether a put of this record was ever begun, as far as we remember. */
  async wasTried(tx: Tx, { did, collection, rkey }: WriteTarget): Promise<boolean> {
    const [row] = await this.sql.rows(
      `select 1 from pds_outbox where did = $1 and collection = $2 and rkey = $3 and op = 'put'
         and (attempts > 0 or last_error is not null) limit 1`,
      [did, collection, rkey],
      tx,
    );
    return row !== undefined;
  }

  async hasOpenPut(
    tx: Tx,
    { did, collection, rkey }: Pick<WriteTarget, 'did' | 'collection' | 'rkey'>,
  ): Promise<boolean> {
    const [row] = await this.sql.rows(
      `select 1 from pds_outbox where did = $1 and collection = $2 and rkey = $3 and op = 'put'
         and state in ('pending', 'sending', 'failed') limit 1`,
      [did, collection, rkey],
      tx,
    );
    return row !== undefined;
  }

  /** Newest first, after the given place. */
  unfinished(did: string, limit: number, after?: { createdAt: string; id: string }): Promise<UnfinishedWrite[]> {
    return this.sql.rows<UnfinishedWrite>(
      `select id, op, collection, 'at://' || did || '/' || collection || '/' || rkey as uri, state, waiting, attempts,
              last_error as "lastError",
              to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt"
       from pds_outbox
       where did = $1 and state in ('pending', 'sending', 'failed')
         and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::bigint))
       order by created_at desc, id desc
       limit $2`,
      [did, limit, after?.createdAt ?? null, after?.id ?? null],
    );
  }

  /** Those of these records that are not as their rows have them; one that failed and is tried again is on its way. */
  open(did: string, collection: string, rkeys: readonly string[]): Promise<{ rkey: string; state: SyncState }[]> {
    return this.sql.rows(
      `select rkey, case when bool_and(state = 'failed') then 'failed' else 'pending' end as state from pds_outbox
        where did = $1 and collection = $2 and rkey = any($3) and state in ('pending', 'sending', 'failed')
        group by rkey`,
      [did, collection, rkeys],
    );
  }

  /** Entries that are not sent yet. */
  async countOpen(did: string): Promise<number> {
    const row = await this.sql.one<{ n: number }>(
      `select count(*)::int as n from pds_outbox where did = $1 and state in ('pending', 'sending')`,
      [did],
    );
    return row?.n ?? 0;
  }

  /** Starts failed entries again, all of the user's when no ids are given; what went wrong is remembered. Answers how many. */
  async retryFailed(tx: Tx, did: string, ids: number[] | undefined): Promise<number> {
    const rows = await this.sql.rows(
      `with again as (
         update pds_outbox set state = 'pending', attempts = 0, waiting = null, next_attempt_at = now()
         where did = $1 and state = 'failed' and ($2::bigint[] is null or id = any($2::bigint[]))
         returning id
       )
       select id from again`,
      [did, ids ?? null],
      tx,
    );
    return rows.length;
  }

  /** What is not written yet is written at the new addresses; likes are known by theirs. */
  async readdress(tx: Tx, { did, from, to }: { did: string; from: string; to: string }): Promise<void> {
    const nsid = (prefix: string) => prefix.split('/')[3];
    await this.sql.rows(
      `update pds_outbox e set collection = $3,
              subject_key = case when starts_with(subject_key, $4) then $5 || rkey else subject_key end
        where did = $1 and collection = $2 and state in ('pending', 'sending', 'failed')
          and not exists (select from pds_outbox o where o.did = $1 and o.collection = $3 and o.rkey = e.rkey
                             and o.state = 'pending')`,
      [did, nsid(from), nsid(to), from, to],
      tx,
    );
  }

  /** Makes everything that waits for this user's grant due; what is being tried without one shall not begin to wait. */
  async wake(did: string): Promise<void> {
    await this.sql.rows(
      `update pds_outbox set waiting = null, next_attempt_at = now()
       where did = $1 and (state = 'sending' or state = 'pending' and waiting is not null)`,
      [did],
    );
  }
}

function values({ did, collection, rkey, subjectTable, subjectKey }: WriteTarget): string[] {
  return [did, collection, rkey, subjectTable, subjectKey];
}
