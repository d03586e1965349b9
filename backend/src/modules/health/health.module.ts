import { Module } from '@nestjs/common';
import { MediaModule } from '../media/index.js';
import { HealthController } from './health.controller.js';
import { InstanceController } from './instance.controller.js';
import { MetricsController } from './metrics.controller.js';
import { ReadinessService } from './readiness.service.js';

@Module({
  imports: [MediaModule],
  controllers: [HealthController, MetricsController, InstanceController],
  providers: [ReadinessService],
})
export class HealthModule {}
