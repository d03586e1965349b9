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

/** The server no longer accepts what it once granted; only a new sign-in helps (AUTH-06, P-SEC-03). */
export class GrantDead extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'auth.session_expired';
  constructor() {
    super('session_expired: please sign in again');
  }
}

export class JwksUnknown extends DomainError {
  readonly kind = 'missing';
  readonly code = 'request.not_found';
  constructor() {
    super('this client has no keys: it is a public one');
  }
}
