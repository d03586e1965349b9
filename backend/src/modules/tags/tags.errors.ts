import { DomainError } from '../../common/errors.js';

export class TagsInvalid extends DomainError {
  readonly kind = 'refused';
  readonly code = 'tags.invalid';
}

export class TagMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'tags.not_found';
  constructor() {
    super('tag not found');
  }
}
