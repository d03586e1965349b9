import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Sql } from '../../../platform/database/index.js';
import { OAuthFlow } from './oauth-flow.entity.js';

export type TakenFlow = Pick<OAuthFlow, 'kind' | 'did' | 'payloadCiphertext' | 'keyId'>;

const TAKE = `
  with taken as (
    delete from oauth_flows where state_hash = $1 and browser_hash = $2 and expires_at > now() returning *
  )
  select kind, did, payload_ciphertext as "payloadCiphertext", key_id as "keyId" from taken`;

@Injectable()
export class FlowsRepository {
  constructor(
    @InjectRepository(OAuthFlow) private readonly rows: Repository<OAuthFlow>,
    private readonly sql: Sql,
  ) {}

  async add(flow: Omit<OAuthFlow, 'createdAt'>): Promise<void> {
    await this.rows.insert(flow);
  }

  /** Removes a living flow of this browser and answers it; a second call finds nothing. */
  take(stateHash: Buffer, browserHash: Buffer): Promise<TakenFlow | undefined> {
    return this.sql.one<TakenFlow>(TAKE, [stateHash, browserHash]);
  }

  async purge(): Promise<void> {
    await this.sql.rows('delete from oauth_flows where expires_at < now()');
  }
}
