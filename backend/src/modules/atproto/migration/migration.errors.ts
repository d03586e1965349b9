import { DomainError } from '../../../common/errors.js';

/** Another record of the person has the key already; nothing is written over it. */
export class KeyTaken extends Error {
  constructor() {
    super('another record has its key in the new collection');
  }
}

/** The person's server did not give its records; it may well do so in a moment. */
export class RepositoryUnread extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'service.unavailable';
  override readonly retryAfterSeconds = 5;
  constructor(cause: unknown) {
    super('your server did not give your records; try again in a moment');
    this.cause = cause;
  }
}
