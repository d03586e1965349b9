import { DomainError } from '../../common/errors.js';

export class BadIfMatch extends DomainError {
  readonly kind = 'refused';
  readonly code = 'queue.bad_if_match';
  constructor() {
    super('invalid If-Match header format (expected quoted integer)');
  }
}

/** Carries the queue as it is, so that the writer can do their operations again on it (P-QUEUE-04). */
export class QueueConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'queue.conflict';
  constructor(override readonly extra: { state: object; revision: number }) {
    super('the queue was changed elsewhere in the meantime');
  }
}
