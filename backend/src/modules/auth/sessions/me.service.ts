import { Injectable } from '@nestjs/common';
import { type Actor, SessionInvalid } from '../../../platform/http/index.js';
import { Artists } from '../../artists/index.js';
import { Accounts, covers, GrantDead, Grants, Scopes } from '../../atproto/index.js';
import type { LinkedAccount, MeView } from './sessions.dto.js';
import { SessionsRepository } from './sessions.repository.js';

/** What a client needs to know about who is signed in. */
@Injectable()
export class Me {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly grants: Grants,
    private readonly accounts: Accounts,
    private readonly artists: Artists,
    private readonly scopes: Scopes,
  ) {}

  /** @throws {GrantDead} when the server of the person no longer accepts what it granted (P-SEC-03) */
  async view(actor: Actor): Promise<MeView> {
    const scopes = await this.grantedTo(actor);
    const [account, artist, linked] = await Promise.all([
      this.accounts.find(actor.did),
      this.artists.find(actor.did),
      this.linked(actor),
    ]);
    return {
      did: actor.did,
      handle: actor.handle,
      display_name: artist?.displayName ?? account?.displayName ?? null,
      avatar_url: artist ? artist.avatarUrl : (account?.avatarUrl ?? null),
      has_artist_profile: artist !== null,
      linked_accounts: linked,
      scopes_ok: covers(scopes, this.scopes.base),
      session: { kind: actor.kind, expires_at: actor.expiresAt?.toISOString() ?? null },
    };
  }

  private async grantedTo(actor: Actor): Promise<string> {
    const session = await this.sessions.find(Buffer.from(actor.sessionHash, 'hex'));
    const grant = session && (await this.grants.byId(session.grantId));
    if (!grant) throw new SessionInvalid();
    if (grant.deadAt) throw new GrantDead();
    return grant.scopes;
  }

  private async linked({ groupId, did }: Actor): Promise<LinkedAccount[]> {
    const dids = await this.sessions.othersInGroup(groupId, did);
    const people = await this.accounts.everyone(dids);
    return dids.flatMap((other) => {
      const person = people.get(other);
      return person ? [{ did: other, handle: person.handle, avatar_url: person.avatar_url }] : [];
    });
  }
}
