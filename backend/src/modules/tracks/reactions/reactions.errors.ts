import { DomainError } from '../../../common/errors.js';

export class CommentsDisabled extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'comments.disabled';
  constructor() {
    super('this artist has comments turned off');
  }
}
