import { DomainError } from '../../../common/errors.js';

/** What was typed cannot be a handle or DID. */
export class HandleMalformed extends DomainError {
  readonly kind = 'refused';
  readonly code = 'identity.handle_malformed';
}

/** Nobody answers to this handle or DID. */
export class HandleUnknown extends DomainError {
  readonly kind = 'refused';
  readonly code = 'identity.handle_unknown';
  override readonly extra: { meant?: string };

  /** @param meant the handle that was probably meant */
  constructor(name: string, hint = 'check the spelling', meant?: string) {
    super(`nobody is known as ${name}: ${meant ? `did you mean ${meant}?` : hint}`);
    this.extra = meant ? { meant } : {};
  }
}

/** It could not be found out now; the identity may well exist. */
export class IdentityUnreachable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'identity.unreachable';
  override readonly retryAfterSeconds = 30;
  constructor(name: string, cause?: unknown) {
    super(`could not find out where ${name} lives; try again in a moment`);
    this.cause = cause;
  }
}
