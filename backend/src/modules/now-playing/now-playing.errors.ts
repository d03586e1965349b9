import { DomainError } from '../../common/errors.js';

export class ListenerMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'now_playing.not_found';
  constructor() {
    super('user not found');
  }
}
