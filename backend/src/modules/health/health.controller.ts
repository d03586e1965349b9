import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../common/ids.js';
import { Settings } from '../../platform/config/index.js';
import { RateLimit } from '../../platform/http/index.js';
import { Metrics } from '../../platform/observability/index.js';
import { HealthView, ReadinessView } from './health.dto.js';
import { MetricsKeyWrong, MetricsUnknown } from './health.errors.js';
import { ReadinessService } from './readiness.service.js';

@ApiTags('meta')
@RateLimit('none')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessService,
    private readonly metrics: Metrics,
    private readonly settings: Settings,
  ) {}

  /** Whether the process is alive; asks nobody. */
  @Get('health')
  health(): HealthView {
    return { status: 'ok' };
  }

  /** Whether database, queue and storage answer; 503 when one does not. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessView> {
    const view = await this.readiness.check();
    void reply.status(view.status === 'ready' ? 200 : 503).header('cache-control', 'no-store');
    return view;
  }

  @Get('metrics')
  @ApiExcludeEndpoint()
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
