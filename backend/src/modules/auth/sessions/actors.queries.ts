import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { SessionKind } from './session.entity.js';

export interface SessionActor {
  did: string;
  handle: string;
  kind: SessionKind;
  groupId: string;
  expiresAt: Date | null;
  lastUsedAt: Date;
  grantId: string;
  /** The key that opens the grant. */
  keyId: string;
  isGrantDead: boolean;
  /** What the grant allows. */
  scopes: string;
}

/** Asked on every signed-in request, so handle and grant come with it. */
const BY_SESSION = `
  select s.did, a.handle, s.kind, s.group_id as "groupId", s.expires_at as "expiresAt", s.last_used_at as "lastUsedAt",
         g.id as "grantId", g.key_id as "keyId", g.dead_at is not null as "isGrantDead", g.scopes
    from sessions s join accounts a on a.did = s.did join oauth_grants g on g.id = s.grant_id
   where s.id_hash = $1 and (s.expires_at is null or s.expires_at > now())`;

@Injectable()
export class ActorsQueries {
  constructor(private readonly sql: Sql) {}

  async bySession(idHash: Buffer): Promise<SessionActor | undefined> {
    return (await this.sql.prepared<SessionActor>(BY_SESSION, [idHash]))[0];
  }
}
