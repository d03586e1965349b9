import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, IsNull, LessThan, MoreThan, Raw, type Repository } from 'typeorm';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { OAuthGrant } from './oauth-grant.entity.js';

/** The columns that change whenever tokens do. */
export type GrantTokens = Pick<OAuthGrant, 'ciphertext' | 'keyId' | 'scopes' | 'accessExpiresAt' | 'refreshedAt'>;

const KEEP_FOR_BROWSERS = `
  insert into oauth_grants (id, did, holder, ciphertext, key_id, scopes, access_expires_at, refreshed_at)
  values ($1, $2, 'browser', $3, $4, $5, $6, $7)
  on conflict (did) where holder = 'browser' do update set
    ciphertext = excluded.ciphertext, key_id = excluded.key_id, scopes = excluded.scopes,
    access_expires_at = excluded.access_expires_at, refreshed_at = excluded.refreshed_at, dead_at = null
  returning id`;

@Injectable()
export class GrantsRepository {
  constructor(
    @InjectRepository(OAuthGrant) private readonly rows: Repository<OAuthGrant>,
    private readonly sql: Sql,
  ) {}

  find(id: string): Promise<OAuthGrant | null> {
    return this.rows.findOneBy({ id });
  }

  /** The grant that all browsers of this DID share. */
  ofBrowsers(did: string, tx?: Tx): Promise<OAuthGrant | null> {
    return (tx?.getRepository(OAuthGrant) ?? this.rows).findOneBy({ did, holder: 'browser' });
  }

  async didsOfBrowsers(last: string, limit: number): Promise<string[]> {
    const where = { holder: 'browser' as const, did: MoreThan(last) };
    const rows = await this.rows.find({ select: { did: true }, where, order: { did: 'ASC' }, take: limit });
    return rows.map(({ did }) => did);
  }

  refreshedBefore(at: Date, limit: number): Promise<OAuthGrant[]> {
    const where = { deadAt: IsNull(), refreshedAt: LessThan(at) };
    return this.rows.find({ where, order: { refreshedAt: 'ASC' }, take: limit });
  }

  /** The living grants of a DID in the order in which background writes use them (AUTH-05). */
  living(did: string): Promise<OAuthGrant[]> {
    return this.rows.find({ where: { did, deadAt: IsNull() }, order: { holder: 'ASC', createdAt: 'DESC' } });
  }

  /** Which of these people have a living grant. */
  async livingAmong(dids: readonly string[]): Promise<string[]> {
    const rows = await this.sql.rows<{ did: string }>(
      'select distinct did from oauth_grants where did = any($1) and dead_at is null order by did',
      [dids],
    );
    return rows.map(({ did }) => did);
  }

  /** Puts new tokens in the place of what the browsers of this DID had; answers the id of the grant. */
  async keepForBrowsers(tx: Tx, id: string, did: string, tokens: GrantTokens): Promise<string> {
    const { ciphertext, keyId, scopes, accessExpiresAt, refreshedAt } = tokens;
    const params = [id, did, ciphertext, keyId, scopes, accessExpiresAt, refreshedAt];
    return (await this.sql.one<{ id: string }>(KEEP_FOR_BROWSERS, params, tx))?.id ?? id;
  }

  /** Replaces the tokens, unless somebody else did since `seen`. */
  async renew(id: string, seen: Date | null, tokens: GrantTokens): Promise<void> {
    await this.rows.update(unchanged(id, seen), { ...tokens, deadAt: null });
  }

  /** Marks the grant dead, unless it got other tokens since `seen`. */
  async bury(id: string, seen: Date | null, at: Date): Promise<void> {
    await this.rows.update({ ...unchanged(id, seen), deadAt: IsNull() }, { deadAt: at });
  }

  async remove(id: string): Promise<void> {
    await this.rows.delete({ id });
  }
}

/** The row as long as its tokens are those of `seen`. A Date knows milliseconds only, the column microseconds. */
function unchanged(id: string, seen: Date | null): FindOptionsWhere<OAuthGrant> {
  const isVersion = (column: string) => `date_trunc('milliseconds', ${column}) is not distinct from :seen`;
  return { id, refreshedAt: Raw(isVersion, { seen }) };
}
