import type { NodeSavedSession, NodeSavedSessionStore } from '@atproto/oauth-client-node';
import type { Grants } from './grants.service.js';

const LONG_AGO = new Date(0).toISOString();

/** One grant as the OAuth client sees its sessions. */
export class GrantStore implements NodeSavedSessionStore {
  #version: Date | null = null;
  #refused: string | undefined;

  constructor(
    private readonly grants: Grants,
    private readonly grantId: string,
  ) {}

  async get(): Promise<NodeSavedSession | undefined> {
    const found = await this.grants.read(this.grantId);
    if (!found) return undefined;
    this.#version = found.version;
    const { session } = found;
    if (session.tokenSet.access_token !== this.#refused) return session;
    return { ...session, tokenSet: { ...session.tokenSet, expires_at: LONG_AGO } };
  }

  async set(_did: string, session: NodeSavedSession): Promise<void> {
    await this.grants.renew(this.grantId, this.#version, session);
  }

  /** The tokens are of no use any more. The row stays, dead, so that its owner is told (P-SEC-03). */
  async del(): Promise<void> {
    await this.grants.bury(this.grantId, this.#version);
  }

  /**
   * This access token is of no use any more, before its time: it counts as run out from now on. Whoever asks for tokens
   * next gets newer ones if another request has fetched them meanwhile, and only else refreshes (AUTH-08).
   */
  refuse(accessToken: string): void {
    this.#refused = accessToken;
  }
}

/** Holds at most one session and keeps nothing: for a sign-in that is not accepted yet, or tokens that are given back. */
export class HeldSession implements NodeSavedSessionStore {
  constructor(public session?: NodeSavedSession) {}

  get(did: string): NodeSavedSession | undefined {
    return this.session?.tokenSet.sub === did ? this.session : undefined;
  }

  set(_did: string, session: NodeSavedSession): void {
    this.session = session;
  }

  del(): void {
    this.session = undefined;
  }
}
