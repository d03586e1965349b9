import { OAuthResponseError } from '@atproto/oauth-client-node';
import { DomainError } from '../../../common/errors.js';

/** Whether the other server was out of reach or out of order, at any depth of the causes: trying again may help. */
export function isNetworkFailure(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DomainError && cause.kind === 'unavailable') return true;
    if (cause instanceof OAuthResponseError && cause.status >= 500) return true;
  }
  return false;
}
