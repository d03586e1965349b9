import { DomainError } from '../../common/errors.js';

/** Unknown, purged, or somebody else's. */
export class JobMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'jobs.not_found';
  constructor() {
    super('job not found');
  }
}
