import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RateLimit } from '../../platform/http/index.js';
import { HealthView, ReadinessView } from './health.dto.js';
import { ReadinessService } from './readiness.service.js';

@ApiTags('meta')
@RateLimit('none')
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

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
}
