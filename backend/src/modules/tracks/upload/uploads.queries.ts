import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';

/** What an artist has uploaded lately, read from the jobs of their uploads. */
@Injectable()
export class UploadsQueries {
  constructor(private readonly sql: Sql) {}

  /** Uploads that a worker has in hand, or that wait for one; but for these. */
  async working(did: string, except: readonly string[]): Promise<number> {
    const row = await this.sql.one<{ count: number }>(
      `select count(*)::int as count from jobs where owner_did = $1 and type = 'upload'
         and status in ('pending', 'processing') and phase is distinct from 'atproto' and id <> all($2::uuid[])`,
      [did, except],
    );
    return row?.count ?? 0;
  }

  async lastHour(did: string): Promise<{ count: number; bytes: number; oldestSeconds: number }> {
    const row = await this.sql.one<{ count: number; bytes: number; oldest: number }>(
      `select count(*)::int as count, coalesce(sum((result ->> 'bytes')::bigint), 0)::bigint as bytes,
              coalesce(extract(epoch from now() - min(created_at)), 0)::int as oldest
         from jobs
        where owner_did = $1 and type = 'upload' and status <> 'failed' and created_at > now() - interval '1 hour'`,
      [did],
    );
    return { count: row?.count ?? 0, bytes: Number(row?.bytes ?? 0), oldestSeconds: row?.oldest ?? 0 };
  }
}
