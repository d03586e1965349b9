import { Injectable } from '@nestjs/common';
import type { NodeSavedSession } from '@atproto/oauth-client-node';
import { Clock } from '../../../common/clock.js';
import { uuid } from '../../../common/ids.js';
import type { Tx } from '../../../platform/database/index.js';
import { Locks } from '../../../platform/ephemeral/index.js';
import { type GrantTokens, GrantsRepository } from './grants.repository.js';
import type { OAuthGrant } from './oauth-grant.entity.js';
import { Vault } from './vault.js';

/** One lock for everything that replaces the tokens of a DID (AUTH-08). */
export const grantLock = (did: string) => `grant:${did}`;

/** What is kept of sign-ins: tokens and keys, sealed, one row for each holder. */
@Injectable()
export class Grants {
  constructor(
    private readonly rows: GrantsRepository,
    private readonly vault: Vault,
    private readonly locks: Locks,
    private readonly clock: Clock,
  ) {}

  /** The grant of the browsers of this DID, dead or alive. */
  async ofBrowsers(did: string, tx?: Tx): Promise<OAuthGrant | null> {
    return this.readable(await this.rows.ofBrowsers(did, tx));
  }

  /** A grant, dead or alive. */
  async byId(grantId: string): Promise<OAuthGrant | null> {
    return this.readable(await this.rows.find(grantId));
  }

  /** DIDs with a grant for their browsers, in the order of the DIDs, after `last`. */
  didsOfBrowsers(last: string, limit: number): Promise<string[]> {
    return this.rows.didsOfBrowsers(last, limit);
  }

  /** Living grants whose tokens came before `at`, the oldest first. */
  unusedSince(at: Date, limit: number): Promise<OAuthGrant[]> {
    return this.rows.refreshedBefore(at, limit);
  }

  /** Living grants in the order in which background writes use them: the browsers' one, then the newest token. */
  living(did: string): Promise<OAuthGrant[]> {
    return this.rows.living(did);
  }

  /** Which of these people have a living grant. */
  livingAmong(dids: readonly string[]): Promise<string[]> {
    return this.rows.livingAmong(dids);
  }

  /** Runs `work` while nobody refreshes or replaces the tokens of this DID. */
  undisturbed<T>(did: string, work: () => Promise<T>): Promise<T> {
    return this.locks.locked(grantLock(did), work);
  }

  /**
   * Keeps new tokens for the browsers of a DID, in the caller's transaction and within {@link undisturbed}.
   * `replaced` are the tokens that nobody uses any more.
   */
  async keepForBrowsers(
    tx: Tx,
    did: string,
    session: NodeSavedSession,
  ): Promise<{ grantId: string; replaced: NodeSavedSession | undefined }> {
    const before = await this.ofBrowsers(did, tx);
    const grantId = before?.id ?? uuid();
    await this.rows.keepForBrowsers(tx, grantId, did, this.sealed(grantId, session));
    return { grantId, replaced: before ? this.opened(before) : undefined };
  }

  /** The tokens of a grant, and their version; `null` for a grant that is gone, dead or cannot be read. */
  async read(grantId: string): Promise<{ session: NodeSavedSession; version: Date | null } | null> {
    const grant = await this.rows.find(grantId);
    if (!grant || grant.deadAt) return null;
    const session = this.opened(grant);
    if (session) return { session, version: grant.refreshedAt };
    await this.rows.remove(grantId);
    return null;
  }

  renew(grantId: string, version: Date | null, session: NodeSavedSession): Promise<void> {
    return this.rows.renew(grantId, version, this.sealed(grantId, session));
  }

  bury(grantId: string, version: Date | null): Promise<void> {
    return this.rows.bury(grantId, version, this.clock.now());
  }

  /** Forgets a grant, and with it the sessions that stood on it. */
  remove(grantId: string): Promise<void> {
    return this.rows.remove(grantId);
  }

  /** A grant that can no longer be read is removed, and its sessions with it (AUTH-05). */
  private async readable(grant: OAuthGrant | null): Promise<OAuthGrant | null> {
    if (!grant || this.opened(grant)) return grant;
    await this.rows.remove(grant.id);
    return null;
  }

  private opened({ id, ciphertext, keyId }: OAuthGrant): NodeSavedSession | undefined {
    return this.vault.open<NodeSavedSession>({ ciphertext, keyId }, placeOf(id));
  }

  private sealed(grantId: string, session: NodeSavedSession): GrantTokens {
    const { scope, expires_at: expiresAt } = session.tokenSet;
    return {
      ...this.vault.seal(session, placeOf(grantId)),
      scopes: scope,
      accessExpiresAt: expiresAt ? new Date(expiresAt) : null,
      refreshedAt: this.clock.now(),
    };
  }
}

function placeOf(grantId: string): string {
  return `grant:${grantId}`;
}
