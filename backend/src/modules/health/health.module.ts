import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { MediaModule } from '../media/index.js';
import { TracksModule } from '../tracks/index.js';
import { HealthController } from './health.controller.js';
import { InstanceController } from './instance.controller.js';
import { MetricsController } from './metrics.controller.js';
import { ReadinessService } from './readiness.service.js';
import { upkeepProviders } from './upkeep/index.js';

@Module({
  imports: [AtprotoModule, MediaModule, TracksModule],
  controllers: [HealthController, MetricsController, InstanceController],
  providers: [ReadinessService, ...upkeepProviders],
})
export class HealthModule {}
