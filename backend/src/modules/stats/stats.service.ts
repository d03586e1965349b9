import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '../../common/clock.js';
import { On } from '../../platform/events/index.js';
import type { AnalyticsView, StatsView } from './stats.dto.js';
import { StatsQueries } from './stats.queries.js';

const FRESH_MS = MINUTE_MS;

/** Counts over the whole catalogue are asked by every page, so one answer serves all for a minute (P-DB-07). */
@Injectable()
export class StatsService {
  private kept?: { answer: Promise<StatsView>; until: number };

  constructor(
    private readonly queries: StatsQueries,
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
  @On('track.published')
  published(): void {
    this.kept = undefined;
  }

  @On('track.removed')
  removed(): void {
    this.kept = undefined;
  }

  ofArtist(did: string, asker: string | null): Promise<AnalyticsView> {
    return this.queries.ofArtist(did, did === asker);
  }
}
