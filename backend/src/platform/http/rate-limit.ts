import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DomainError } from '../../common/errors.js';
import { type Rate, Settings } from '../config/index.js';
import { Ephemeral } from '../ephemeral/index.js';
import type { ActorRequest } from './actor.js';
import { MemoryCounter } from './memory-counter.js';

export type Bucket = 'default' | 'auth' | 'upload' | 'report' | 'now-playing' | 'sensitive-images';

const BUCKET = 'plyr:rate-limit';

/** Which limit counts for the route; `none` for what is polled by machines and costs nothing. */
export const RateLimit = (bucket: Bucket | 'none') => SetMetadata(BUCKET, bucket);

export class RateLimited extends DomainError {
  readonly kind = 'limited';
  readonly code = 'rate.limited';
  constructor(override readonly retryAfterSeconds: number) {
    super(`too many requests; try again in ${retryAfterSeconds} s`);
  }
}

/**
 * Counts requests by session, else by client address (SEC-01). The default bucket is counted in the process, because it
 * is asked on every request; the strict ones are shared by all processes. A store that is down lets everybody pass.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly rates: Record<Bucket, Rate>;
  private readonly memory = new MemoryCounter();

  constructor(
    private readonly settings: Settings,
    private readonly ephemeral: Ephemeral,
    private readonly reflector: Reflector,
    @InjectPinoLogger(RateLimitGuard.name) private readonly log: PinoLogger,
  ) {
    const polled = { limit: 120, windowMs: 60_000 };
    this.rates = {
      default: settings.rateLimitDefaultLimit,
      auth: settings.rateLimitAuthLimit,
      upload: settings.rateLimitUploadLimit,
      report: settings.rateLimitReportLimit,
      'now-playing': polled,
      'sensitive-images': polled,
    };
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.settings.rateLimitEnabled) return true;
    const targets = [context.getHandler(), context.getClass()];
    const bucket = this.reflector.getAllAndOverride<Bucket | 'none' | undefined>(BUCKET, targets) ?? 'default';
    if (bucket === 'none') return true;
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const { limit, windowMs } = this.rates[bucket];
    const { hits, msLeft } = await this.count(bucket, request.actor?.sessionHash ?? request.ip, windowMs);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('x-ratelimit-remaining', Math.max(0, limit - hits));
    if (hits > limit) throw new RateLimited(Math.max(1, Math.ceil(msLeft / 1000)));
    return true;
  }

  private async count(bucket: Bucket, client: string, windowMs: number): Promise<{ hits: number; msLeft: number }> {
    if (bucket === 'default') return this.memory.hit(client, windowMs);
    try {
      return await this.ephemeral.hit(`rate:${bucket}:${client}`, windowMs);
    } catch (error) {
      this.log.warn({ err: error }, 'the rate limiter lets everybody pass: its store is down');
      return { hits: 0, msLeft: 0 };
    }
  }
}
