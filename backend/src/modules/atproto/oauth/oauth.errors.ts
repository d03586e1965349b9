import { DomainError } from '../../../common/errors.js';

/** The person pressed "deny" on the pages of their server. */
export class SignInDenied extends DomainError {
  readonly kind = 'refused';
  readonly code = 'auth.denied';
  constructor() {
    super('the sign-in was cancelled');
  }
}

/** The authorization server, or what stands between, did not let the sign-in through; `cause` is for the log. */
export class SignInFailed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'auth.failed';
  constructor(cause: unknown) {
    super('the sign-in did not work; try again in a moment');
    this.cause = cause;
  }
}

export { GrantDead } from '../../../platform/http/index.js';

export class JwksUnknown extends DomainError {
  readonly kind = 'missing';
  readonly code = 'request.not_found';
  constructor() {
    super('this client has no keys: it is a public one');
  }
}
