import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, LessThan, type Repository } from 'typeorm';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { Account } from './account.entity.js';

/** What is known about an account; what is left out stays as it is. */
export interface Snapshot {
  /** Confirmed in both directions, or {@link NO_HANDLE}. */
  handle?: string;
  pdsUrl?: string;
  displayName?: string | null;
  avatarUrl?: string | null;
}

/** Stands for a handle that nobody confirmed; never shown as an address. */
export const NO_HANDLE = 'handle.invalid';

const SAVE = `
  with before as (
    select handle, display_name, avatar_url from accounts where did = $1
  ), saved as (
    insert into accounts as a (did, handle, handle_checked_at, pds_url, pds_checked_at, display_name, avatar_url)
    values ($1, coalesce($2, '${NO_HANDLE}'), case when $2::text is null then null else now() end,
            $3, case when $3::text is null then null else now() end, $5, $7)
    on conflict (did) do update set
      handle = coalesce($2, a.handle),
      handle_checked_at = coalesce(excluded.handle_checked_at, a.handle_checked_at),
      pds_url = coalesce($3, a.pds_url),
      pds_checked_at = coalesce(excluded.pds_checked_at, a.pds_checked_at),
      display_name = case when $4 then $5 else a.display_name end,
      avatar_url = case when $6 then $7 else a.avatar_url end,
      updated_at = now()
    returning did, handle, display_name, avatar_url
  ), seen as (
    insert into account_handles (did, handle) select did, handle from saved where handle <> '${NO_HANDLE}'
    on conflict (did, handle) do update set last_seen_at = now()
  )
  select (before.handle, before.display_name, before.avatar_url)
         is distinct from (saved.handle, saved.display_name, saved.avatar_url) as changed
    from saved left join before on true`;

const BY_HANDLE = `
  select did from (
    select did, 0 as age, handle_checked_at as seen_at from accounts where lower(handle) = lower($1)
    union all
    select did, 1, last_seen_at from account_handles where lower(handle) = lower($1)
  ) known
  order by age, seen_at desc nulls last
  limit 1`;

@Injectable()
export class AccountsRepository {
  constructor(
    @InjectRepository(Account) private readonly rows: Repository<Account>,
    private readonly sql: Sql,
  ) {}

  find(did: string): Promise<Account | null> {
    return this.rows.findOneBy({ did });
  }

  findAll(dids: string[]): Promise<Account[]> {
    return dids.length === 0 ? Promise.resolve([]) : this.rows.findBy({ did: In(dids) });
  }

  /** The account that has this handle, else the last one that had it. */
  async byHandle(handle: string): Promise<Account | null> {
    const found = await this.sql.one<{ did: string }>(BY_HANDLE, [handle]);
    return found ? this.find(found.did) : null;
  }

  /** Makes or completes the row and remembers the handle; says whether anything that people see became another. */
  async save(did: string, seen: Snapshot, tx?: Tx): Promise<boolean> {
    const values = [
      did,
      seen.handle ?? null,
      seen.pdsUrl ?? null,
      seen.displayName !== undefined,
      seen.displayName ?? null,
      seen.avatarUrl !== undefined,
      seen.avatarUrl ?? null,
    ];
    return (await this.sql.one<{ changed: boolean }>(SAVE, values, tx))?.changed ?? false;
  }

  /**
   * An address that was last seen before `at` is no longer believed; it stays for those who cannot find out a better one.
   * False when it was seen since.
   */
  async forgetPds(did: string, at: Date): Promise<boolean> {
    const isOld = [{ pdsCheckedAt: LessThan(at) }, { pdsCheckedAt: IsNull() }];
    const { affected } = await this.rows.update(
      isOld.map((when) => ({ did, ...when })),
      { pdsCheckedAt: null },
    );
    return affected === 1;
  }
}
