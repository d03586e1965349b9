import { Injectable } from '@nestjs/common';
import {
  type AtprotoDid,
  type Jwks,
  NodeOAuthClient,
  type NodeOAuthClientOptions,
  type NodeSavedSession,
  type NodeSavedState,
  OAuthCallbackError,
  type OAuthClientMetadataInput,
} from '@atproto/oauth-client-node';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { jittered } from '../../../common/ids.js';
import { Identity } from '../identity/identity.service.js';
import type { RepoAccess, RepoAgent } from '../outbox/repo-access.js';
import { ClientOptions, NO_FLOWS } from './client-options.js';
import { GrantClient } from './grant-client.js';
import { GrantStore, HeldSession } from './grant-store.js';
import { Grants } from './grants.service.js';
import { isNetworkFailure } from './network-failure.rules.js';
import type { OAuthGrant } from './oauth-grant.entity.js';
import { SignInDenied, SignInFailed } from './oauth.errors.js';
import { Scopes } from './scopes.js';
import { covers } from './scopes.rules.js';

/** What must be kept, sealed, between the two halves of a sign-in: PKCE verifier, DPoP key, issuer. */
export type FlowSecret = NodeSavedState;

/** The tokens of a finished sign-in, not yet kept. */
export interface NewGrant {
  did: string;
  scopes: string;
  session: NodeSavedSession;
}

export interface StartedFlow {
  /** Where to send the browser. */
  url: URL;
  /** Comes back in the callback. */
  state: string;
  secret: FlowSecret;
}

const TRIES = 3;
const TRY_AGAIN_MS = 300;

/** AT Protocol OAuth (AUTH-01): begins and ends sign-ins, and calls the PDS in the name of those who signed in. */
@Injectable()
export class OAuthClients implements RepoAccess {
  constructor(
    private readonly options: ClientOptions,
    private readonly scopes: Scopes,
    private readonly grants: Grants,
    private readonly identity: Identity,
    @InjectPinoLogger(OAuthClients.name) private readonly log: PinoLogger,
  ) {}

  /**
   * Pushes an authorization request.
   * @param input a DID, a handle, or the address of a PDS
   */
  async start(input: string, scope: string): Promise<StartedFlow> {
    const kept = new Map<string, FlowSecret>();
    const flows = { ...NO_FLOWS, set: (state: string, secret: FlowSecret) => void kept.set(state, secret) };
    const client = await this.client(new HeldSession(), flows);
    const url = await tried(() => {
      kept.clear();
      return client.authorize(input, { scope });
    });
    const [state, secret] = [...kept][0] ?? [];
    if (!state || !secret) throw new Error('the authorization request left no flow');
    return { url, state, secret };
  }

  /**
   * Exchanges the code of a callback. Nothing is kept: whoever accepts the grant keeps it, whoever does not gives it
   * back with {@link giveBack}.
   * @throws {SignInDenied} {@link SignInFailed}
   */
  async finish(params: URLSearchParams, secret: FlowSecret): Promise<NewGrant> {
    const held = new HeldSession();
    const client = await this.client(held, { ...NO_FLOWS, get: () => secret });
    try {
      const { session } = await tried(() => client.callback(params));
      if (!held.session) throw new Error('the callback left no session');
      return { did: session.did, scopes: held.session.tokenSet.scope, session: held.session };
    } catch (error) {
      if (error instanceof OAuthCallbackError && params.get('error') === 'access_denied') throw new SignInDenied();
      throw new SignInFailed(error);
    }
  }

  /** Tells the server that tokens are not used any more. Never throws: they run out by themselves. */
  async giveBack(session: NodeSavedSession): Promise<void> {
    const { sub, iss } = session.tokenSet;
    try {
      await (await this.client(new HeldSession(session), NO_FLOWS)).revoke(sub);
    } catch (error) {
      this.log.info({ err: error, did: sub, issuer: iss }, 'tokens could not be given back');
    }
  }

  /** Calls the user's PDS in their name; `null` when no living grant suffices for what we write (AUTH-05). */
  async agentFor(did: string): Promise<RepoAgent | null> {
    const grants = await this.grants.living(did);
    const grant = grants.find(({ scopes }) => covers(scopes, this.scopes.base));
    if (!grant) return null;
    const client = new GrantClient(await this.options.common(), new GrantStore(this.grants, grant.id));
    const pdsUrl = await this.homeOf(did);
    return {
      fetchHandler: async (path, init) => (await client.open(did as AtprotoDid, pdsUrl)).fetchHandler(path, init),
    };
  }

  async lost(did: string): Promise<void> {
    await this.identity.forget(did);
  }

  /** Fetches new tokens for a grant that is not used otherwise. */
  async refresh({ id, did }: Pick<OAuthGrant, 'id' | 'did'>): Promise<void> {
    await new GrantClient(await this.options.common(), new GrantStore(this.grants, id)).restore(did, true);
  }

  /**
   * Ends what the browsers of a DID may do, at the server and here (AUTH-11), unless `isWanted` says meanwhile that
   * somebody signed in again.
   */
  async revoke(did: string, isWanted: () => Promise<boolean>): Promise<void> {
    await this.grants.undisturbed(did, async () => {
      const grant = await this.grants.ofBrowsers(did);
      if (!grant || (await isWanted())) return;
      const tokens = await this.grants.read(grant.id);
      if (tokens) await this.giveBack(tokens.session);
      await this.grants.remove(grant.id);
    });
  }

  /** The document of this client (AUTH-13). */
  async metadata(): Promise<OAuthClientMetadataInput> {
    return (await this.options.common()).clientMetadata;
  }

  /** The public keys of a confidential client; `null` for a public one. */
  async jwks(): Promise<Jwks | null> {
    const { keyset, jwks } = await this.client(new HeldSession(), NO_FLOWS);
    return keyset ? (jwks as Jwks) : null;
  }

  private async homeOf(did: string): Promise<string | undefined> {
    try {
      return (await this.identity.resolve(did)).pdsUrl;
    } catch (error) {
      this.log.info({ err: error, did }, 'nobody knows where this account lives now');
      return undefined;
    }
  }

  private async client(
    sessionStore: HeldSession,
    stateStore: NodeOAuthClientOptions['stateStore'],
  ): Promise<NodeOAuthClient> {
    // Nobody else sees what is held here, so there is nothing to wait for.
    const requestLock: NodeOAuthClientOptions['requestLock'] = async (_name, work) => work();
    return new NodeOAuthClient({ ...(await this.options.common()), sessionStore, stateStore, requestLock });
  }
}

/** Three tries while the server is out of reach; what it refuses is final. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !isNetworkFailure(error)) throw error;
      await sleep(jittered(TRY_AGAIN_MS * attempt));
    }
  }
}
