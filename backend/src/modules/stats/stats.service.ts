import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '../../common/clock.js';
import { On } from '../../platform/events/index.js';
import { Artists } from '../artists/index.js';
import type { AnalyticsView, StatsView } from './stats.dto.js';
import { StatsQueries } from './stats.queries.js';

const FRESH_MS = MINUTE_MS;

/** Counts over the whole catalogue are asked by every page, so one answer serves all for a minute (P-DB-07). */
@Injectable()
export class StatsService {
  private kept?: { answer: Promise<StatsView>; until: number };

  constructor(
    private readonly queries: StatsQueries,
    private readonly artists: Artists,
    private readonly clock: Clock,
  ) {}

  totals(): Promise<StatsView> {
    const now = this.clock.now().getTime();
    if (!this.kept || this.kept.until <= now) {
      const answer = this.queries.totals();
      this.kept = { answer, until: now + FRESH_MS };
      answer.catch(() => (this.kept = undefined));
    }
    return this.kept.answer;
  }

  /** A new track is worth a new count; a play is not. */
  @On('track.published', 'tracks.arrived', 'track.removed')
  forget(): void {
    this.kept = undefined;
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
