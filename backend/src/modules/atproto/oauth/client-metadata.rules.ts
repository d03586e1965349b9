import { buildAtprotoLoopbackClientMetadata, type OAuthClientMetadataInput } from '@atproto/oauth-client-node';
import type { Settings } from '../../../platform/config/index.js';

/**
 * Who we are to authorization servers (AUTH-13, AUTH-18). With a key of our own: the confidential client whose document
 * we serve. Without one, in development only: the public loopback client, whose id is its whole document.
 * @param scope everything that is ever asked; a server refuses requests for more
 */
export function clientMetadata(settings: Settings, scope: string): OAuthClientMetadataInput {
  const redirectUris: [string] = [settings.atprotoRedirectUri];
  if (!settings.oauthJwk) return buildAtprotoLoopbackClientMetadata({ scope, redirect_uris: redirectUris });
  const origin = new URL(settings.atprotoClientId).origin;
  return {
    client_id: settings.atprotoClientId,
    client_name: 'plyr.fm',
    client_uri: origin,
    redirect_uris: redirectUris,
    scope,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'web',
    dpop_bound_access_tokens: true,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks_uri: `${origin}/.well-known/jwks.json`,
  };
}
