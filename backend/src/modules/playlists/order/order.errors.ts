import { DomainError } from '../../../common/errors.js';
import type { StrongRef } from './order.dto.js';

/** LST-18: the order is about other items than the list holds now. */
export class OrderDiffers extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'lists.membership_mismatch';
  override readonly extra: { current_items: { uri: string; cid: string | null }[] };

  constructor(current: readonly (Pick<StrongRef, 'uri'> & { cid: string | null })[]) {
    super('the list has changed: a new order must name exactly its items');
    this.extra = { current_items: current.map(({ uri, cid }) => ({ uri, cid })) };
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
