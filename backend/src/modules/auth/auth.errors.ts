import { DomainError } from '../../common/errors.js';

export class ExchangeInvalid extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'auth.exchange_invalid';
  constructor() {
    super('invalid, expired, or already used exchange token');
  }
}

/** Somebody else signed in than the one who was to. */
export class DidMismatch extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'auth.did_mismatch';
  constructor(handle: string) {
    super(`this sign-in was begun for ${handle}, but somebody else signed in; sign out at your server and try again`);
  }
}

/** The address given is not that of a PDS we can talk to. */
export class PdsUnknown extends DomainError {
  readonly kind = 'refused';
  readonly code = 'identity.pds_unknown';
  constructor(address: string) {
    super(`${address} is not the address of a PDS`);
  }
}
