import {
  type AtprotoDid,
  JoseKey,
  NodeOAuthClient,
  type NodeOAuthClientOptions,
  type OAuthServerAgent,
  OAuthSession,
  TokenRefreshError,
} from '@atproto/oauth-client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../../common/clock.js';
import type { GrantStore } from './grant-store.js';

type TokenSet = Awaited<ReturnType<OAuthServerAgent['refresh']>>;

/** A token that ends this soon is refreshed first. */
const LEEWAY_MS = 30 * SECOND_MS;
/** After a refresh that failed: as long as another request may need to store what it got (AUTH-08). */
const SECOND_LOOK_MS = 100;

/** The OAuth client over one grant. */
export class GrantClient extends NodeOAuthClient {
  readonly #store: GrantStore;

  constructor(options: Omit<NodeOAuthClientOptions, 'sessionStore'>, store: GrantStore) {
    super({ ...options, sessionStore: store });
    this.#store = store;
  }

  /**
   * A session for one request. As the library's `restore`, but without the lock: only a refresh needs it.
   * Tokens for another server than `pdsUrl` are refreshed first: that asks whether the account's server of today trusts
   * the one that gave them, and else ends the grant (CON-07).
   * @param pdsUrl where the account lives now; undefined when nobody knows: then the tokens say it
   * @throws {TokenRefreshError} when the grant is gone or dead
   */
  async open(did: AtprotoDid, pdsUrl: string | undefined): Promise<OAuthSession> {
    const saved = await this.#store.get();
    if (!saved) throw new TokenRefreshError(did, 'there is no living grant');
    if (pdsUrl && new URL(saved.tokenSet.aud).origin !== pdsUrl) this.#store.refuse(saved.tokenSet.access_token);
    const key = await JoseKey.fromJWK(saved.dpopJwk);
    return this.createSession(await this.serverFactory.fromIssuer(saved.tokenSet.iss, saved.authMethod, key), did);
  }

  protected override createSession(server: OAuthServerAgent, did: AtprotoDid): OAuthSession {
    return new GrantSession(server, did, this.sessionGetter, this.fetch, this.#store);
  }
}

/** One request's view of the tokens; however many requests saw the same token refused, it is refreshed once. */
class GrantSession extends OAuthSession {
  readonly #store: GrantStore;
  #sent: string | undefined;

  constructor(...[server, did, getter, fetch, store]: [...ConstructorParameters<typeof OAuthSession>, GrantStore]) {
    super(server, did, getter, fetch);
    this.#store = store;
  }

  protected override async getTokenSet(refresh: boolean | 'auto'): Promise<TokenSet> {
    if (refresh === true) return this.#renewed();
    const saved = await this.#store.get();
    const tokens = saved && !endsSoon(saved.tokenSet) ? saved.tokenSet : await super.getTokenSet(refresh);
    this.#sent = tokens.access_token;
    return tokens;
  }

  /** Under the lock the store is read again: tokens that another request fetched are not out of date, and are used. */
  async #renewed(): Promise<TokenSet> {
    if (this.#sent) this.#store.refuse(this.#sent);
    try {
      return await super.getTokenSet('auto');
    } catch (error) {
      await sleep(SECOND_LOOK_MS);
      const saved = await this.#store.get();
      if (saved && saved.tokenSet.access_token !== this.#sent) return saved.tokenSet;
      throw error;
    }
  }
}

function endsSoon({ expires_at: at }: TokenSet): boolean {
  return at !== undefined && Date.parse(at) < Date.now() + LEEWAY_MS;
}
