import { Injectable } from '@nestjs/common';
import type { Page } from '../../../common/page.js';
import type { OwnTracksQuery, TrackView } from '../tracks.dto.js';
import { TrackViews } from '../views/track-views.service.js';
import { nextOffset, offsetOf } from './offset-cursor.rules.js';

/** Everything an artist has here, in every visibility and state. */
@Injectable()
export class OwnTracksService {
  constructor(private readonly views: TrackViews) {}

  async page(did: string, query: OwnTracksQuery): Promise<Page<TrackView> & { total: number }> {
    const { q, sort, limit } = query;
    if (sort === 'recent') return this.views.own({ did, q, sort, limit, cursor: query.cursor, offset: query.offset });
    // By title or plays a place in time says nothing; these orders are counted through.
    const offset = query.cursor === undefined ? (query.offset ?? 0) : offsetOf(query.cursor);
    const page = await this.views.own({ did, q, sort, limit, offset });
    return { ...page, nextCursor: page.nextCursor && nextOffset(offset + limit) };
  }
}
