import { Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { StatelessHealthController } from './stateless-health.controller.js';

/** The operational routes of a process without database, queue and storage. */
@Module({ controllers: [StatelessHealthController, MetricsController] })
export class StatelessHealthModule {}
