import { DomainError } from '../../../common/errors.js';

/** A record does not fit its lexicon; the message names the field and the limit. */
export class RecordInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'atproto.record_invalid';
  constructor(collection: string, reason: string) {
    super(`the ${collection} record is not valid: ${reason}`);
  }
}
