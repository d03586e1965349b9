import { DomainError } from '../../common/errors.js';

export class CommentMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'comments.not_found';
  constructor() {
    super('comment not found');
  }
}

export class NotCommentAuthor extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'comments.not_author';
  constructor(verb: 'edit' | 'delete') {
    super(`you can only ${verb} your own comments`);
  }
}

export class CommentsFull extends DomainError {
  readonly kind = 'refused';
  readonly code = 'comments.full';
  constructor(limit: number) {
    super(`this track already has ${limit} comments`);
  }
}
