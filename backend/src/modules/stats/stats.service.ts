import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '../../common/clock.js';
import { FreshCache } from '../../common/fresh-cache.js';
import { Artists } from '../artists/index.js';
import type { AnalyticsView, StatsView } from './stats.dto.js';
import { StatsQueries } from './stats.queries.js';

/**
 * Counts over the whole catalogue are asked by every page, so one answer serves all for a minute (P-DB-07). No news end
 * it early: while many tracks arrive, that would count the catalogue for each of them.
 */
@Injectable()
export class StatsService {
  private readonly counted: FreshCache<StatsView>;

  constructor(
    private readonly queries: StatsQueries,
    private readonly artists: Artists,
    clock: Clock,
  ) {
    this.counted = new FreshCache(MINUTE_MS, 1, () => clock.now().getTime());
  }

  totals(): Promise<StatsView> {
    return this.counted.get('all', () => this.queries.totals());
  }

  /** @throws {ArtistMissing}, also for one who is hidden (ING-08) */
  async ofArtist(did: string): Promise<AnalyticsView> {
    await this.artists.view(did);
    return this.queries.ofArtist(did, null);
  }

  /** One's own, with what is not public; of somebody who is no artist it is all nothing. */
  own(did: string): Promise<AnalyticsView> {
    return this.queries.ofArtist(did, did);
  }
}
