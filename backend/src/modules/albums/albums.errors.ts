import { DomainError } from '../../common/errors.js';

export class AlbumMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'albums.not_found';
  constructor() {
    super('album not found');
  }
}

export class AlbumTitleInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'albums.title_invalid';
  constructor() {
    super('an album title has 1 to 256 characters');
  }
}
