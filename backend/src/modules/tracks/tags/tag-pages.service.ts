import { Injectable } from '@nestjs/common';
import { normalizeTag } from '../../../common/text.js';
import { Accounts } from '../../atproto/index.js';
import { Tags } from '../../tags/index.js';
import { TrackViews } from '../views/track-views.service.js';
import { TagCountsQueries } from './tag-counts.queries.js';
import type { TagPage, TagsQuery, TagTracksQuery, TagView } from './tags.dto.js';

@Injectable()
export class TagPagesService {
  constructor(
    private readonly tags: Tags,
    private readonly counts: TagCountsQueries,
    private readonly views: TrackViews,
    private readonly accounts: Accounts,
  ) {}

  list({ q = '', limit }: TagsQuery): Promise<TagView[]> {
    return this.counts.startingWith(normalizeTag(q), limit);
  }

  /** A tag and its tracks, newest first; throws TagMissing. Nothing is hidden here (TAG-04). */
  async page(name: string, { limit, cursor }: TagTracksQuery, viewer: string | null): Promise<TagPage> {
    const tag = await this.tags.get(name);
    const [trackCount, author, { items, nextCursor }] = await Promise.all([
      this.counts.of(tag.id),
      tag.createdByDid ? this.accounts.find(tag.createdByDid) : null,
      this.views.page({ tags: [tag.name], limit, cursor }, viewer),
    ]);
    return {
      tag: { name: tag.name, track_count: trackCount, created_by_handle: author?.handle ?? null },
      tracks: items,
      next_cursor: nextCursor,
      has_more: nextCursor !== null,
    };
  }
}
