import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { ExchangeToken } from './exchange-token.entity.js';

export interface UsedToken {
  sessionCiphertext: Buffer;
  keyId: string;
  expiresAt: Date | null;
}

/** One statement, so that of two at once only one gets the session. */
const USE = `
  with used as (
    update exchange_tokens set used_at = now()
    where token_hash = $1 and used_at is null and expires_at > now() and not is_dev_token
    returning session_id_hash, session_ciphertext, key_id
  )
  select used.session_ciphertext as "sessionCiphertext", used.key_id as "keyId", sessions.expires_at as "expiresAt"
    from used join sessions on sessions.id_hash = used.session_id_hash`;

@Injectable()
export class ExchangeTokensRepository {
  constructor(private readonly sql: Sql) {}

  async add(tx: Tx, token: Omit<ExchangeToken, 'createdAt' | 'usedAt' | 'isDevToken'>): Promise<void> {
    await tx.insert(ExchangeToken, token);
  }

  use(tokenHash: Buffer): Promise<UsedToken | undefined> {
    return this.sql.one<UsedToken>(USE, [tokenHash]);
  }

  async purge(): Promise<void> {
    await this.sql.rows(`delete from exchange_tokens where expires_at < now() - interval '1 hour'`);
  }
}
