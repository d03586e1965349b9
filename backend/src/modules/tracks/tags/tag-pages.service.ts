import { Injectable } from '@nestjs/common';
import { normalizeTag } from '../../../common/text.js';
import { Accounts } from '../../atproto/index.js';
import { TagMissing, Tags } from '../../tags/index.js';
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

  /**
   * A tag and its tracks, newest first. Nothing is left out that the listener hides (TAG-04). Throws TagMissing also for
   * one that leads to nothing: of what is private not even the words are told (GEN-06).
   */
  async page(name: string, { limit, cursor }: TagTracksQuery, viewer: string | null): Promise<TagPage> {
    const tag = await this.tags.get(name);
    const trackCount = await this.counts.of(tag.id);
    if (trackCount === 0) throw new TagMissing();
    const [people, { items, nextCursor }] = await Promise.all([
      this.accounts.people(tag.createdByDid ? [tag.createdByDid] : []),
      this.views.page({ tags: [tag.name], limit, cursor }, viewer),
    ]);
    const author = people.get(tag.createdByDid ?? '');
    return {
      tag: { name: tag.name, track_count: trackCount, created_by_handle: author?.handle ?? null },
      tracks: items,
      next_cursor: nextCursor,
      has_more: nextCursor !== null,
    };
  }
}
