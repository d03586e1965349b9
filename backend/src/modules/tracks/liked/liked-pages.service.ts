import { Injectable } from '@nestjs/common';
import type { Page } from '../../../common/page.js';
import { paged } from '../../../platform/http/index.js';
import { Accounts, isShown, personOf } from '../../atproto/index.js';
import { LikedLists } from '../../likes/index.js';
import type { TrackView } from '../tracks.dto.js';
import { TrackViews } from '../views/track-views.service.js';
import type { LikedQuery, LikesOfUser, OwnLikesPage } from './liked.dto.js';
import { LikedCountsQueries } from './liked-counts.queries.js';
import { UserMissing } from './liked.errors.js';

/** How often a page is filled up where tracks were left out; what is still missing then comes with the next page. */
const ROUNDS = 5;

/** What people like, in the order of LIKE-03. */
@Injectable()
export class LikedPagesService {
  constructor(
    private readonly lists: LikedLists,
    private readonly views: TrackViews,
    private readonly counts: LikedCountsQueries,
    private readonly accounts: Accounts,
  ) {}

  /** Tracks that the viewer may not see (any more) are left out, and the page is filled with the ones behind them. */
  private async page(did: string, { limit, cursor }: LikedQuery, viewer: string | null): Promise<Page<TrackView>> {
    const items: TrackView[] = [];
    let next: string | null | undefined = cursor;
    for (let round = 0; round < ROUNDS && items.length < limit && next !== null; round++) {
      const page: Page<number> = await this.lists.page(did, next, limit - items.length);
      items.push(...(await this.views.list(page.items, viewer)));
      next = page.nextCursor;
    }
    return { items, nextCursor: next ?? null };
  }

  async own(did: string, query: LikedQuery): Promise<OwnLikesPage> {
    const [page, sync_state] = await Promise.all([this.page(did, query, did), this.lists.standing(did)]);
    return { ...paged('tracks', page), sync_state };
  }

  /** LIKE-04: of whoever has, or last had, this handle. @throws {UserMissing} */
  async ofUser(handle: string, query: LikedQuery, viewer: string | null): Promise<LikesOfUser> {
    const account = await this.accounts.byHandle(handle);
    if (!isShown(account)) throw new UserMissing();
    const [{ items, nextCursor }, count] = await Promise.all([
      this.page(account.did, query, viewer),
      this.counts.of(account.did, viewer),
    ]);
    return { user: personOf(account), tracks: items, count, next_cursor: nextCursor, has_more: nextCursor !== null };
  }
}
