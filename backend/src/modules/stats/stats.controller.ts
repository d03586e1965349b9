import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, SignedIn } from '../../platform/http/index.js';
import { AnalyticsView, StatsView } from './stats.dto.js';
import { StatsService } from './stats.service.js';

@ApiTags('statistics')
@Controller()
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get('stats')
  totals(): Promise<StatsView> {
    return this.stats.totals();
  }

  /** The same of one's own, with what is not public. */
  @Get('artists/me/analytics')
  @SignedIn()
  own(@Actor() actor: Actor): Promise<AnalyticsView> {
    return this.stats.own(actor.did);
  }

  @Get('artists/:did/analytics')
  ofArtist(@Param('did') did: string): Promise<AnalyticsView> {
    return this.stats.ofArtist(did);
  }
}
