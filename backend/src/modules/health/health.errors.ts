import { DomainError } from '../../common/errors.js';

export class MetricsUnknown extends DomainError {
  readonly kind = 'missing';
  readonly code = 'metrics.not_found';
  constructor() {
    super('there is nothing at this address');
  }
}

export class MetricsKeyWrong extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'service.bad_key';
  constructor() {
    super('wrong or missing key');
  }
}
