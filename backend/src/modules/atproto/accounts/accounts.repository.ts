import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, LessThan, type Repository } from 'typeorm';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { Account, type AccountStatus } from './account.entity.js';

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

const SAW = `
  with saw as (
    insert into accounts as a (did, handle, repo_rev)
    select did, '${NO_HANDLE}', rev from unnest($1::text[], $2::text[]) as r (did, rev)
     -- a row that says so already is not locked for the rest of the transaction
     where not exists (
       select from accounts k where k.did = r.did and k.repo_rev collate "C" >= r.rev collate "C")
     order by did
    on conflict (did) do update set repo_rev = excluded.repo_rev
      where a.repo_rev is null or a.repo_rev collate "C" < excluded.repo_rev collate "C"
    returning did, xmax = 0 as is_new
  )
  select did from saw where is_new`;

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

  /** The network told of these repositories at these revs. Answers the DIDs that nobody had heard of. */
  async saw(revs: ReadonlyMap<string, string>, tx: Tx): Promise<string[]> {
    const strangers = await this.sql.rows<{ did: string }>(SAW, [[...revs.keys()], [...revs.values()]], tx);
    return strangers.map(({ did }) => did);
  }

  /** Accounts whose handle was not looked up and that were not chosen for so long; those of longest ago first. */
  async takeUnresolved(limit: number, olderThanMs: number): Promise<string[]> {
    const chosen = await this.sql.rows<{ did: string }>(
      `with chosen as (
         update accounts set updated_at = now() where did in (
           select did from accounts
           where handle_checked_at is null and updated_at < now() - make_interval(secs => $2 / 1000.0)
           order by updated_at limit $1 for update skip locked
         ) returning did
       )
       select did from chosen`,
      [limit, olderThanMs],
    );
    return chosen.map(({ did }) => did);
  }

  /** The next known DIDs in their order. */
  async didsAfter(did: string, limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>('select did from accounts where did > $1 order by did limit $2', [
      did,
      limit,
    ]);
    return rows.map((row) => row.did);
  }

  /** Those of these DIDs that have no account here. */
  async unknownOf(dids: readonly string[]): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      `select did from unnest($1::text[]) as given (did)
        where not exists (select from accounts where accounts.did = given.did)`,
      [dids],
    );
    return rows.map((row) => row.did);
  }

  /** What was looked up of this account is no longer believed; false for strangers. */
  async doubt(did: string, tx: Tx): Promise<boolean> {
    const doubted = await this.sql.one(
      `with doubted as (
         update accounts set handle_checked_at = null, pds_checked_at = null where did = $1 returning 1
       )
       select * from doubted`,
      [did],
      tx,
    );
    return doubted !== undefined;
  }

  /** Answers whether it was another before; false for strangers. */
  async setStatus(did: string, status: AccountStatus, tx: Tx): Promise<boolean> {
    const changed = await this.sql.one(
      `with changed as (
         update accounts set status = $2, updated_at = now() where did = $1 and status <> $2 returning 1
       )
       select * from changed`,
      [did, status],
      tx,
    );
    return changed !== undefined;
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
