import { DomainError } from '../../../common/errors.js';

/** The address itself is not one we call: not https, with a password in it, or not on the public internet. */
export class AddressRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'network.address_refused';
  constructor(host: string, why: string) {
    super(`${host} is not called: ${why}`);
  }
}

/** The other server sent us elsewhere, which a guarded call never follows. */
export class RedirectRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'network.redirect_refused';
  constructor(host: string) {
    super(`${host} answered with a redirect, which is not followed`);
  }
}

export class AnswerTooLarge extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'network.answer_too_large';
  constructor(host: string, maxBytes: number) {
    super(`${host} answered with more than ${maxBytes} bytes`);
  }
}

export class AnswerTooSlow extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'network.timeout';
  constructor(host: string, timeoutMs: number) {
    super(`${host} did not answer within ${timeoutMs / 1000} seconds`);
  }
}

/** A list of records that does not come to an end. */
export class ListingEndless extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'network.listing_endless';
  constructor(did: string, collection: string) {
    super(`the ${collection} records of ${did} do not come to an end`);
  }
}

export class HostUnreachable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'network.unreachable';
  constructor(host: string, cause: unknown) {
    super(`${host} could not be reached`);
    this.cause = cause;
  }
}

/** A time limit of the caller's own. By name: a DOMException is no Error of every realm. */
export function isTimeout(error: unknown): boolean {
  const { name } = error as { name?: unknown };
  return name === 'TimeoutError' || name === 'AbortError';
}
