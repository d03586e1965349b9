import type { Subject } from '../../contracts/subject.js';
import type { Comment } from './comment.entity.js';

export type CommentContent = Pick<Comment, 'text' | 'timestampMs' | 'createdAt' | 'updatedAt'>;

/** The record of a comment (spec: `{ns}.comment`). An edit keeps its moment and its birthday. */
export function commentRecord(comment: CommentContent, subject: Pick<Subject, 'uri' | 'cid'>): object {
  return {
    $type: 'fm.plyr.comment',
    subject: { uri: subject.uri, cid: subject.cid },
    text: comment.text,
    timestampMs: comment.timestampMs,
    createdAt: comment.createdAt.toISOString(),
    ...(comment.updatedAt ? { updatedAt: comment.updatedAt.toISOString() } : {}),
  };
}
