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

export class NotAlbumOwner extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'albums.not_owner';
  constructor() {
    super('you can only change your own albums');
  }
}

/** ALB-10: another album of the artist has, or had, this address. */
export class AlbumSlugTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'albums.slug_taken';
  constructor(slug: string) {
    super(`another of your albums has the address ${slug}`);
  }
}

/** LST-19: its record would not hold more. */
export class AlbumFull extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'lists.full';
  constructor(limit: number) {
    super(`a list holds at most ${limit} tracks`);
  }
}

/** LST-18: the given order names other tracks than the album holds. */
export class AlbumTracksDiffer extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'lists.membership_mismatch';
  override readonly extra: Record<string, unknown>;
  constructor(readonly trackIds: readonly number[]) {
    super('this album holds other tracks meanwhile; look at it again');
    this.extra = { current_items: trackIds };
  }
}
