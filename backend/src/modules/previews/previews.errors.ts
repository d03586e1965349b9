import { DomainError } from '../../common/errors.js';

export class RecordUnknown extends DomainError {
  readonly kind = 'missing';
  readonly code = 'records.not_found';
  constructor() {
    super('this record is not known here');
  }
}
