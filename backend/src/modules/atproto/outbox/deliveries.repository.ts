import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, Repository } from 'typeorm';
import { Sql } from '../../../platform/database/index.js';
import { OutboxEntry } from './outbox-entry.entity.js';
import type { PutResult } from './publisher.js';

const UNIQUE_VIOLATION = '23505';

/** Open, and not still gathering changes: only that may be overtaken, because nothing has been tried of it. */
const IN_LINE = `state in ('pending', 'sending')
  and not (state = 'pending' and attempts = 0 and waiting is null and next_attempt_at > now())`;

/**
 * What senders do with entries. Every change is bound to the try that made it: a sender that lost its turn (its process
 * slept, another took over) changes nothing.
 */
@Injectable()
export class DeliveriesRepository {
  constructor(
    private readonly sql: Sql,
    @InjectRepository(OutboxEntry) private readonly entries: Repository<OutboxEntry>,
  ) {}

  /**
   * Takes the first entry of a user that is in line, if it is due. Only the one sender of that user calls this, so an
   * entry that is already `sending` lost its sender and is taken again.
   */
  async takeFirst(did: string): Promise<OutboxEntry | null> {
    const taken = await this.sql.one<{ id: number }>(
      `with first as (
         select id, state, next_attempt_at from pds_outbox
         where did = $1 and ${IN_LINE} order by id limit 1 for update
       ), taken as (
         update pds_outbox entry set state = 'sending', attempts = entry.attempts + 1, waiting = null
         from first where entry.id = first.id and (first.state = 'sending' or first.next_attempt_at <= now())
         returning entry.id
       )
       select id from taken`,
      [did],
    );
    return taken ? this.entries.findOneBy({ id: taken.id }) : null;
  }

  /**
   * What the network told meanwhile was of this version, or of one before it (CON-09). A version that the repository
   * held already is told of no more.
   */
  async done(entry: OutboxEntry, { cid, rev, swapCid }: PutResult): Promise<void> {
    const change = `state = 'done', done_at = now(), last_error = null, swap_cid = $3, cid = $4,
      confirmed_at = case when $5 then coalesce(confirmed_at, now()) when cid = $4 then confirmed_at end`;
    await this.settle(entry, change, [swapCid, cid, rev === null]);
  }

  async removed(entry: OutboxEntry): Promise<void> {
    await this.settle(entry, `state = 'done', done_at = now(), last_error = null`);
  }

  async cancel(entry: OutboxEntry): Promise<void> {
    await this.settle(entry, `state = 'cancelled'`);
  }

  async fail(entry: OutboxEntry, reason: string): Promise<void> {
    await this.settle(entry, `state = 'failed', last_error = $3`, [reason]);
  }

  /** Puts an entry back to wait so long. */
  async postpone(entry: OutboxEntry, afterMs: number, reason: string): Promise<void> {
    const change = `state = 'pending', last_error = $4, next_attempt_at = now() + make_interval(secs => $3 / 1000.0)`;
    await this.putBack(entry, change, [afterMs, reason]);
  }

  /**
   * Puts an entry back until a grant is there; looks again after `afterMs`. Not an attempt. A sign-in that came while it
   * was tried has moved its time (see `OutboxRepository.wake`): then it is due at once, since the grant is there already.
   */
  async awaitGrant(entry: OutboxEntry, afterMs: number): Promise<void> {
    // The time was read in whole milliseconds.
    const isWoken = `next_attempt_at > $4::timestamptz + interval '1 millisecond'`;
    const change = `state = 'pending', attempts = attempts - 1,
      waiting = case when ${isWoken} then null else 'no_grant' end,
      next_attempt_at = case when ${isWoken} then now() else now() + make_interval(secs => $3 / 1000.0) end`;
    await this.putBack(entry, change, [afterMs, entry.nextAttemptAt.toISOString()]);
  }

  /** Whether a later entry makes this put pointless: it deletes the record, or will build it whole from the row. */
  async isSuperseded({ id, op, did, collection, rkey }: OutboxEntry): Promise<boolean> {
    if (op === 'delete') return false;
    const [later] = await this.sql.rows(
      `select 1 from pds_outbox where did = $1 and collection = $2 and rkey = $3 and id > $4 and state = 'pending'
         and (op = 'delete' or record is null) limit 1`,
      [did, collection, rkey, id],
    );
    return later !== undefined;
  }

  /** Users whose first open entry is due, or lies with a sender that may be dead. */
  async dueDids(limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      `select did from (
         select distinct on (did) did, state, next_attempt_at from pds_outbox
         where ${IN_LINE} order by did, id
       ) first
       where state = 'sending' or next_attempt_at <= now()
       order by next_attempt_at limit $1`,
      [limit],
    );
    return rows.map(({ did }) => did);
  }

  async purge(olderThanDays: number, remembered: readonly string[]): Promise<void> {
    await this.sql.rows(
      `delete from pds_outbox e
        where state in ('done', 'cancelled') and created_at < now() - make_interval(days => $1)
          and not (op = 'put' and state = 'done' and collection = any($2) and not exists (
            select from pds_outbox later where later.did = e.did and later.collection = e.collection
               and later.rkey = e.rkey and later.id > e.id and later.state = 'done'))`,
      [olderThanDays, remembered],
    );
  }

  /** A later put of the same record may have begun to wait meanwhile; only one may, and the later one carries more. */
  private async putBack(entry: OutboxEntry, change: string, params: unknown[]): Promise<void> {
    if (await this.isSuperseded(entry)) return this.cancel(entry);
    try {
      await this.settle(entry, change, params);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await this.cancel(entry);
    }
  }

  private async settle({ id, attempts }: OutboxEntry, change: string, params: unknown[] = []): Promise<void> {
    await this.sql.rows(`update pds_outbox set ${change} where id = $1 and attempts = $2 and state = 'sending'`, [
      id,
      attempts,
      ...params,
    ]);
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
}
