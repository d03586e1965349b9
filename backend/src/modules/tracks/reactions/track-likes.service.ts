import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { Accounts } from '../../atproto/index.js';
import { Likes } from '../../likes/index.js';
import { TracksService } from '../tracks.service.js';
import type { LikedView, LikersPage, LikersQuery, UnlikedView } from './reactions.dto.js';

/** Likes of tracks: the row, its record and the count of the track are one transaction (P-DUAL-01, P-DB-05). */
@Injectable()
export class TrackLikesService {
  constructor(
    private readonly tracks: TracksService,
    private readonly likes: Likes,
    private readonly accounts: Accounts,
    private readonly transactions: Transactions,
  ) {}

  async like(trackId: number, did: string): Promise<LikedView> {
    const subject = await this.tracks.subject(trackId, did);
    const { uri } = await this.transactions.run(async (tx) => {
      const like = await this.likes.add(tx, did, subject);
      if (like.isNew) await this.tracks.count(tx, trackId, 'like_count', 1);
      return like;
    });
    return { liked: true, atproto_uri: uri };
  }

  /** Also of a track that is not shown any more: what someone gave, they can take back. */
  async unlike(trackId: number, did: string): Promise<UnlikedView> {
    const wasLiked = await this.transactions.run(async (tx) => {
      const removed = await this.likes.remove(tx, did, trackId);
      if (removed) await this.tracks.count(tx, trackId, 'like_count', -1);
      return removed;
    });
    if (!wasLiked) await this.tracks.getShown(trackId, did);
    return { liked: false };
  }

  async likers(trackId: number, { limit, cursor }: LikersQuery, viewer: string | null): Promise<LikersPage> {
    const { likeCount } = await this.tracks.getShown(trackId, viewer);
    const { items, nextCursor } = await this.likes.likers(trackId, limit, cursor);
    const people = await this.accounts.people(items.map((like) => like.did));
    const users = items.flatMap(({ did, created_at }) => {
      const person = people.get(did);
      return person ? [{ ...person, liked_at: created_at }] : [];
    });
    return { users, count: likeCount, next_cursor: nextCursor, has_more: nextCursor !== null };
  }
}
