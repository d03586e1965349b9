import { Module } from '@nestjs/common';
import { ArtistsModule } from '../artists/index.js';
import { StatsController } from './stats.controller.js';
import { StatsQueries } from './stats.queries.js';
import { StatsService } from './stats.service.js';

@Module({ imports: [ArtistsModule], controllers: [StatsController], providers: [StatsQueries, StatsService] })
export class StatsModule {}
