import { Injectable } from '@nestjs/common';
import { nextTid } from '../../common/ids.js';
import type { Page } from '../../common/page.js';
import type { Tx } from '../../platform/database/index.js';
import { Collections, Outbox } from '../atproto/index.js';
import { decodeLikePlace, encodeLikePlace } from './like-place.rules.js';
import { LikeOrderRepository } from './like-order.repository.js';
import type { LikedList } from './liked-list.entity.js';
import { LikedListsRepository, type ListStamp } from './liked-lists.repository.js';

/** What somebody likes, in their order, and the list record that holds it; `playlists` builds that record. */
@Injectable()
export class LikedLists {
  constructor(
    private readonly lists: LikedListsRepository,
    private readonly order: LikeOrderRepository,
    private readonly outbox: Outbox,
    private readonly collections: Collections,
  ) {}

  /** Ids of the tracks that somebody likes: their own order with new likes on top, else newest first (LIKE-03). */
  async page(did: string, cursor: string | undefined, limit: number): Promise<Page<number>> {
    const likes = await this.order.page(did, limit, cursor ? decodeLikePlace(cursor) : undefined);
    const shown = likes.slice(0, limit);
    const last = likes.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map((like) => like.track_id), nextCursor: last ? encodeLikePlace(last) : null };
  }

  /** The first so many in the same order, or all. */
  trackIds(did: string, limit: number | null, tx?: Tx): Promise<number[]> {
    return this.order.trackIds(did, limit, tx);
  }

  /** A like came or went: the record follows. The list begins with the first like. */
  async changed(tx: Tx, did: string): Promise<void> {
    const rkey = nextTid();
    await this.lists.ensure(tx, { did, rkey, uri: this.collections.uri(did, 'list', rkey) });
    await this.publish(tx, did);
  }

  /** Puts all likes of somebody into the order that they made. The caller holds the list by {@link lock}. */
  async arrange(tx: Tx, did: string, trackIds: readonly number[]): Promise<void> {
    await this.order.arrange(tx, did, trackIds);
    await this.lists.stamp(did, { hasCustomOrder: true }, tx);
    await this.publish(tx, did);
  }

  find(did: string, tx?: Tx): Promise<LikedList | null> {
    return this.lists.find(did, tx);
  }

  findByUri(uri: string, tx?: Tx): Promise<LikedList | null> {
    return this.lists.findByUri(uri, tx);
  }

  /** Locked until the end of the transaction; null before the first like. */
  lock(tx: Tx, did: string): Promise<LikedList | null> {
    return this.lists.lock(tx, did);
  }

  /** What became of the record. */
  stamp(did: string, stamp: ListStamp, tx?: Tx): Promise<void> {
    return this.lists.stamp(did, stamp, tx);
  }

  /** Has the record written as the list is now. */
  async publish(tx: Tx, did: string): Promise<void> {
    await this.lists.touch(tx, did);
    const list = await this.lists.find(did, tx);
    if (!list) return;
    const subject = { table: 'liked_lists', key: did };
    await this.outbox.put(tx, { did, collection: 'list', rkey: list.rkey, subject });
  }
}
