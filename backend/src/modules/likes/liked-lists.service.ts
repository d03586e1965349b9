import { Injectable } from '@nestjs/common';
import { nextTid } from '../../common/ids.js';
import type { Page } from '../../common/page.js';
import type { Tx } from '../../platform/database/index.js';
import { Collections, Outbox, type Readdressed, type SyncState } from '../atproto/index.js';
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
    await this.begin(tx, did);
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

  /** How the record stands; nobody waits for one before the first like. */
  async standing(did: string): Promise<SyncState> {
    const list = await this.lists.find(did);
    return (list && (await this.outbox.standing(did, 'list', [list.rkey])).get(list.rkey)) ?? 'synced';
  }

  byUris(tx: Tx, uris: readonly string[]): Promise<LikedList[]> {
    return this.lists.byUris(tx, uris);
  }

  /**
   * The list record of somebody as it lies in their repository; becomes theirs when they have none, or none that was
   * written or is on its way. Locked; null when another one is theirs.
   */
  async claim(tx: Tx, { did, rkey, uri }: Pick<LikedList, 'did' | 'rkey' | 'uri'>): Promise<LikedList | null> {
    await this.lists.ensure(tx, { did, rkey, uri });
    const list = await this.lists.lock(tx, did);
    if (!list || list.uri === uri) return list;
    if (list.cid || (await this.outbox.isOnItsWay(tx, { did, collection: 'list', rkey: list.rkey }))) return null;
    await this.lists.stamp(did, { rkey, uri }, tx);
    return { ...list, rkey, uri };
  }

  /**
   * The order that a record says, without having one written. Likes that came after the record stay on top, others that
   * it does not name follow newest first; an order that is newest first is none.
   */
  async takeOrder(tx: Tx, did: string, trackIds: readonly number[], recordedAt: string): Promise<void> {
    const newestFirst = await this.order.newestFirst(did, tx);
    const given = new Set(trackIds);
    const rest = newestFirst.filter(({ track_id: id }) => !given.has(id));
    const isLater = ({ created_at: at }: { created_at: string }) => Date.parse(at) > Date.parse(recordedAt);
    const later = rest.filter(isLater);
    const earlier = rest.filter((like) => !isLater(like));
    const arranged = [...trackIds, ...idsOf(earlier)];
    const isPlain = isEqual([...idsOf(later), ...arranged], idsOf(newestFirst));
    await this.order.arrange(tx, did, isPlain ? [] : arranged);
    await this.lists.stamp(did, { hasCustomOrder: !isPlain }, tx);
  }

  /** Locked until the end of the transaction; null before the first like, by whatever client. */
  async lock(tx: Tx, did: string): Promise<LikedList | null> {
    const list = await this.lists.lock(tx, did);
    if (list || (await this.order.trackIds(did, 1, tx)).length === 0) return list;
    await this.begin(tx, did);
    return this.lists.lock(tx, did);
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return this.lists.readdress(tx, moved);
  }

  /** What became of the record. */
  stamp(did: string, stamp: ListStamp, tx?: Tx): Promise<void> {
    return this.lists.stamp(did, stamp, tx);
  }

  private async begin(tx: Tx, did: string): Promise<void> {
    const rkey = nextTid();
    await this.lists.ensure(tx, { did, rkey, uri: this.collections.uri(did, 'list', rkey) });
  }

  private async publish(tx: Tx, did: string): Promise<void> {
    await this.lists.touch(tx, did);
    const list = await this.lists.find(did, tx);
    if (!list) return;
    const subject = { table: 'liked_lists', key: did };
    await this.outbox.put(tx, { did, collection: 'list', rkey: list.rkey, subject });
  }
}

function isEqual(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((id, index) => id === others[index]);
}

function idsOf(likes: readonly { track_id: number }[]): number[] {
  return likes.map((like) => like.track_id);
}
