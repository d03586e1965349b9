import { DomainError } from '../../common/errors.js';
import { LONGEST_LIST } from './records/list.record.js';

export class PlaylistMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'lists.not_found';
  constructor() {
    super('playlist not found');
  }
}

export class NotPlaylistOwner extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'lists.not_owner';
  constructor() {
    super('you can only change your own playlists');
  }
}

export class ItemTwice extends DomainError {
  readonly kind = 'refused';
  readonly code = 'lists.duplicate_item';
  constructor() {
    super('track already in playlist');
  }
}

export class ItemMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'lists.item_missing';
  constructor() {
    super('track not in playlist');
  }
}

/** LST-19: a record holds no more. */
export class ListFull extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'lists.full';
  constructor() {
    super(`a list holds at most ${LONGEST_LIST} tracks`);
  }
}
