import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { nextTid } from '../../common/ids.js';
import type { Subject } from '../../contracts/subject.js';
import type { Tx } from '../../platform/database/index.js';
import { Collections, Outbox, type PublishedRecord } from '../atproto/index.js';
import type { Comment } from './comment.entity.js';
import { commentRecord } from './comment.record.js';
import type { NewComment } from './comments.dto.js';
import { CommentsFull } from './comments.errors.js';
import { CommentsRepository } from './comments.repository.js';

const MAX_PER_TRACK = 20;

/** What is said about moments of tracks. The caller opens the transaction and keeps the count of the track in it. */
@Injectable()
export class Comments {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly outbox: Outbox,
    private readonly collections: Collections,
    private readonly clock: Clock,
  ) {}

  /** Comments of a track in playing order; at most 20, though other clients may have written more (ING-03). */
  about(trackId: number): Promise<Comment[]> {
    return this.comments.about(trackId, MAX_PER_TRACK);
  }

  /** @throws {CommentsFull} at 20 comments */
  async add(tx: Tx, did: string, subject: Subject, { text, timestamp_ms }: NewComment): Promise<Comment> {
    const rkey = nextTid();
    const comment = await this.comments.insertWithin(tx, MAX_PER_TRACK, {
      trackId: subject.id,
      did,
      text,
      timestampMs: timestamp_ms,
      rkey,
      uri: this.collections.uri(did, 'comment', rkey),
      createdAt: this.clock.now(),
    });
    if (!comment) throw new CommentsFull(MAX_PER_TRACK);
    await this.outbox.put(tx, { ...outgoing(comment), record: commentRecord(comment, subject) });
    return comment;
  }

  /** Other words for the same moment; the record is made from the row when it is sent, so that the last words win. */
  async edit(tx: Tx, comment: Comment, text: string): Promise<Comment> {
    const updatedAt = this.clock.now();
    await this.comments.rewrite(tx, comment.id, text, updatedAt);
    await this.outbox.put(tx, outgoing(comment));
    return { ...comment, text, updatedAt };
  }

  /** Answers whether the comment was still there. */
  async remove(tx: Tx, comment: Comment): Promise<boolean> {
    if (!(await this.comments.remove(tx, comment.id))) return false;
    await this.outbox.remove(tx, outgoing(comment));
    return true;
  }

  findById(id: number): Promise<Comment | null> {
    return this.comments.findById(id);
  }

  async confirmed(id: number, { cid, rev }: PublishedRecord): Promise<void> {
    await this.comments.stamp(id, { syncState: 'synced', cid, rev });
  }

  async failed(id: number): Promise<void> {
    await this.comments.stamp(id, { syncState: 'failed' });
  }
}

/** The outbox's name of a comment's record. */
function outgoing({ id, did, rkey }: Comment) {
  return { did, collection: 'comment' as const, rkey, subject: { table: 'comments', key: String(id) } };
}
