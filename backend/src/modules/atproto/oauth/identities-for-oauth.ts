import type { NodeOAuthClientOptions } from '@atproto/oauth-client-node';
import type { Identity } from '../identity/identity.service.js';

type IdentityResolver = NonNullable<NodeOAuthClientOptions['identityResolver']>;
type IdentityInfo = Awaited<ReturnType<IdentityResolver['resolve']>>;

/** Lets the OAuth client ask our own identities, so that there is one cache and one way to the network. */
export function identitiesForOAuth(identity: Identity): IdentityResolver {
  return {
    async resolve(input, options): Promise<IdentityInfo> {
      const { did, handle, pdsUrl } = await identity.resolve(input, { fresh: options?.noCache ?? false });
      const document = {
        '@context': ['https://www.w3.org/ns/did/v1'],
        id: did,
        alsoKnownAs: [`at://${handle}`],
        service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pdsUrl }],
      };
      return { did, handle, didDoc: document } as IdentityInfo;
    },
  };
}
