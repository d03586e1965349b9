import { Module } from '@nestjs/common';
import { StatsController } from './stats.controller.js';
import { StatsQueries } from './stats.queries.js';
import { StatsService } from './stats.service.js';

@Module({ controllers: [StatsController], providers: [StatsQueries, StatsService] })
export class StatsModule {}
