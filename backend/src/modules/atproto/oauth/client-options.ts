import { Injectable } from '@nestjs/common';
import { JoseKey, type NodeOAuthClientOptions } from '@atproto/oauth-client-node';
import { MINUTE_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { Locks } from '../../../platform/ephemeral/index.js';
import { Identity } from '../identity/identity.service.js';
import { GuardedFetch } from '../network/guarded-fetch.js';
import { clientMetadata } from './client-metadata.rules.js';
import { grantLock } from './grants.service.js';
import { identitiesForOAuth } from './identities-for-oauth.js';
import { Scopes } from './scopes.js';
import { ShortMemory } from './short-memory.js';

export type CommonOptions = Omit<NodeOAuthClientOptions, 'sessionStore'>;

/** For clients that neither begin nor end a sign-in. */
export const NO_FLOWS = { get: () => undefined, set: () => undefined, del: () => undefined };

/** Servers looked up and nonces heard, for all clients of the process together. */
const remembered = <V>() => new ShortMemory<V>(MINUTE_MS, 1_000);

/** What all OAuth clients of this process have in common; a client is made for each grant or sign-in. */
@Injectable()
export class ClientOptions {
  #common: Promise<CommonOptions> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly scopes: Scopes,
    private readonly identity: Identity,
    private readonly network: GuardedFetch,
    private readonly locks: Locks,
  ) {}

  common(): Promise<CommonOptions> {
    return (this.#common ??= this.make());
  }

  private async make(): Promise<CommonOptions> {
    const { oauthJwk, isLocal, devPdsUrl } = this.settings;
    return {
      clientMetadata: clientMetadata(this.settings, this.scopes.all),
      ...(oauthJwk ? { keyset: [await JoseKey.fromImportable(oauthJwk)] } : {}),
      stateStore: NO_FLOWS,
      fetch: this.network.fetch,
      identityResolver: identitiesForOAuth(this.identity),
      allowHttp: isLocal && devPdsUrl !== undefined,
      requestLock: (name, work) => this.locks.locked(grantLock(didIn(name)), async () => work()),
      dpopNonceCache: remembered(),
      authorizationServerMetadataCache: remembered(),
      protectedResourceMetadataCache: remembered(),
    };
  }
}

/** The library names its locks `@atproto-oauth-client-did:…`. */
function didIn(lockName: string): string {
  return lockName.slice(lockName.indexOf('did:'));
}
