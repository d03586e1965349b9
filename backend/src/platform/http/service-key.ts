import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../common/errors.js';
import { sha256 } from '../../common/ids.js';

export class ServiceKeyWrong extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'service.bad_key';
  constructor() {
    super('missing or wrong service key');
  }
}

/** SEC-08: without a key of its own an endpoint for programs serves nobody. */
export class ServiceNotConfigured extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'service.not_configured';
}

/**
 * Lets a program in that knows the key of an endpoint; tells nobody how much of a wrong one was right. Throws
 * {@link ServiceNotConfigured}, with that reason, where there is no key, and {@link ServiceKeyWrong}.
 */
export function assertServiceKey(given: string | undefined, key: string | undefined, whenUnset: string): void {
  if (!key) throw new ServiceNotConfigured(whenUnset);
  if (given === undefined || !timingSafeEqual(sha256(given), sha256(key))) throw new ServiceKeyWrong();
}
