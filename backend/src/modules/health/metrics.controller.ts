import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../common/ids.js';
import { Settings } from '../../platform/config/index.js';
import { RateLimit } from '../../platform/http/index.js';
import { Metrics } from '../../platform/observability/index.js';
import { MetricsKeyWrong, MetricsUnknown } from './health.errors.js';

@ApiExcludeController()
@RateLimit('none')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly settings: Settings,
  ) {}

  @Get()
  async scrape(
    @Headers('authorization') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const token = this.settings.metricsToken;
    if (!token) throw new MetricsUnknown();
    if (!timingSafeEqual(sha256(key ?? ''), sha256(`Bearer ${token}`))) throw new MetricsKeyWrong();
    void reply.header('content-type', this.metrics.registry.contentType).header('cache-control', 'no-store');
    return this.metrics.text();
  }
}
