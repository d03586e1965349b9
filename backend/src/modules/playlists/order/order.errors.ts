import { DomainError } from '../../../common/errors.js';

/** LST-18: the order is about other items than the list holds now. */
export class OrderDiffers extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'lists.membership_mismatch';
  override readonly extra: { current_items: { uri: string; cid: string | null }[] };

  constructor(current: readonly { uri: string; cid: string | null }[]) {
    super('the list has changed: a new order must name exactly its items');
    this.extra = { current_items: current.map(({ uri, cid }) => ({ uri, cid })) };
  }
}

/** A draft has no record until it is complete (ALB-09); `finalize` gives it both, record and order. */
export class AlbumUnfinished extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'albums.not_finalized';
  constructor() {
    super('this album is still being filled: finish it first');
  }
}

export class ListMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'lists.not_found';
  constructor() {
    super('list not found');
  }
}

export class LikedListMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'lists.liked_missing';
  constructor() {
    super('liked list not found - try liking a track first');
  }
}
