import { DomainError } from '../../../common/errors.js';

export class UserMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'users.not_found';
  constructor() {
    super('user not found');
  }
}
