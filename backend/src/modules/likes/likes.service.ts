import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { nextTid } from '../../common/ids.js';
import { decodeCursor, type Page, pageOf } from '../../common/page.js';
import type { Subject } from '../../contracts/subject.js';
import type { Tx } from '../../platform/database/index.js';
import { Collections, Outbox, type PublishedRecord } from '../atproto/index.js';
import type { Like } from './like.entity.js';
import { likeRecord } from './like.record.js';
import { LikedLists } from './liked-lists.service.js';
import { LikesIntakeRepository } from './likes-intake.repository.js';
import { type LikeLine, LikesRepository } from './likes.repository.js';

/** Who likes which track. The caller opens the transaction and keeps the count of the track in it. */
@Injectable()
export class Likes {
  constructor(
    private readonly likes: LikesRepository,
    private readonly intake: LikesIntakeRepository,
    private readonly lists: LikedLists,
    private readonly outbox: Outbox,
    private readonly collections: Collections,
    private readonly clock: Clock,
  ) {}

  /** Likes a track that has a record; a second time changes nothing. */
  async add(tx: Tx, did: string, subject: Subject): Promise<{ uri: string; isNew: boolean }> {
    const rkey = nextTid();
    const createdAt = this.clock.now();
    const uri = this.collections.uri(did, 'like', rkey);
    if (!(await this.likes.insert(tx, { did, trackId: subject.id, rkey, uri, createdAt }))) {
      const known = await this.likes.find(tx, did, subject.id);
      return { uri: known?.uri ?? uri, isNew: false };
    }
    const record = likeRecord(subject, createdAt);
    await this.outbox.put(tx, { did, collection: 'like', rkey, subject: { table: 'likes', key: uri }, record });
    await this.lists.changed(tx, did);
    return { uri, isNew: true };
  }

  /** Takes a like back, and every record of it, or the record's sending; answers whether there was one. */
  async remove(tx: Tx, did: string, trackId: number): Promise<boolean> {
    // First the list, then its likes: the order in which a new order takes them too.
    await this.lists.lock(tx, did);
    const like = await this.likes.find(tx, did, trackId);
    if (!like) return false;
    const furtherRecords = await this.intake.marksOf(tx, did, trackId);
    if (!(await this.likes.remove(tx, like.uri))) return false;
    for (const { rkey, uri } of [like, ...furtherRecords]) {
      await this.outbox.remove(tx, { did, collection: 'like', rkey, subject: { table: 'likes', key: uri } });
    }
    await this.lists.changed(tx, did);
    return true;
  }

  /** Who likes a track, newest first. */
  async likers(trackId: number, limit: number, cursor?: string): Promise<Page<LikeLine>> {
    const lines = await this.likes.ofTrack(trackId, limit, cursor ? decodeCursor(cursor, 'rkey') : undefined);
    return pageOf(lines, limit, (line) => ({ createdAt: line.created_at, id: line.rkey }));
  }

  findByUri(uri: string): Promise<Like | null> {
    return this.likes.findByUri(uri);
  }

  async confirmed(uri: string, { cid, rev }: PublishedRecord): Promise<void> {
    await this.likes.stamp(uri, { syncState: 'synced', cid, rev });
  }

  async failed(uri: string): Promise<void> {
    await this.likes.stamp(uri, { syncState: 'failed' });
  }
}
