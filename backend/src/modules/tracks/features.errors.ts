import { DomainError } from '../../common/errors.js';

/** UP-09. */
export class FeaturesInvalid extends DomainError {
  readonly kind = 'refused';
  readonly code = 'uploads.bad_features';
}
