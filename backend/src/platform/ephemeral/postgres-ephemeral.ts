import { Injectable } from '@nestjs/common';
import { Sql } from '../database/index.js';
import { Ephemeral } from './ephemeral.js';

const IN_MS = `now() + make_interval(secs => $3 / 1000.0)`;

@Injectable()
export class PostgresEphemeral extends Ephemeral {
  constructor(private readonly sql: Sql) {
    super();
  }

  async get<T>(key: string): Promise<T | undefined> {
    const row = await this.sql.one<{ value: T }>('select value from ephemeral where key = $1 and expires_at > now()', [
      key,
    ]);
    return row?.value;
  }

  async set(key: string, value: unknown, lifeMs: number): Promise<void> {
    await this.sql.rows(
      `insert into ephemeral (key, value, expires_at) values ($1, $2, ${IN_MS})
       on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`,
      [key, JSON.stringify(value), lifeMs],
    );
  }

  async setInGroup(group: string, member: string, value: unknown, lifeMs: number, most: number): Promise<void> {
    const key = `${group}:${member}`;
    const row = await this.sql.one<{ is_new: boolean }>(
      `insert into ephemeral (key, value, expires_at) values ($1, $2, ${IN_MS})
       on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
       returning xmax = 0 as is_new`,
      [key, JSON.stringify(value), lifeMs],
    );
    if (!row?.is_new) return;
    await this.sql.rows(
      `delete from ephemeral where key in (
         select key from ephemeral where starts_with(key, $1 || ':') order by expires_at desc, key = $2 desc offset $3)`,
      [group, key, most],
    );
  }

  async delete(key: string): Promise<void> {
    await this.sql.rows('delete from ephemeral where key = $1', [key]);
  }

  async hit(key: string, windowMs: number): Promise<{ hits: number; msLeft: number }> {
    const row = await this.sql.one<{ hits: number; ms_left: number }>(
      `insert into ephemeral (key, value, expires_at) values ($1, $2, ${IN_MS})
       on conflict (key) do update set
         value = case when ephemeral.expires_at > now() then to_jsonb(ephemeral.value::int + 1) else excluded.value end,
         expires_at = case when ephemeral.expires_at > now() then ephemeral.expires_at else excluded.expires_at end
       returning value::int as hits, (extract(epoch from expires_at - now()) * 1000)::int as ms_left`,
      [key, '1', windowMs],
    );
    return { hits: row?.hits ?? 1, msLeft: Math.max(0, row?.ms_left ?? windowMs) };
  }

  async acquire(key: string, holder: string, lifeMs: number): Promise<boolean> {
    const row = await this.sql.one(
      `insert into ephemeral (key, value, expires_at) values ($1, $2, ${IN_MS})
       on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
         where ephemeral.expires_at <= now() returning key`,
      [key, JSON.stringify(holder), lifeMs],
    );
    return row !== undefined;
  }

  async renew(key: string, holder: string, lifeMs: number): Promise<boolean> {
    // An update answers [rows, count]; with `returning` inside a query it answers rows like any other statement.
    const row = await this.sql.one(
      `with renewed as (update ephemeral set expires_at = ${IN_MS} where key = $1 and value = $2 returning key)
       select key from renewed`,
      [key, JSON.stringify(holder), lifeMs],
    );
    return row !== undefined;
  }

  async release(key: string, holder: string): Promise<void> {
    await this.sql.rows('delete from ephemeral where key = $1 and value = $2', [key, JSON.stringify(holder)]);
  }

  async sweep(): Promise<void> {
    await this.sql.rows('delete from ephemeral where expires_at < now()');
  }
}
