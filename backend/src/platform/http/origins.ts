import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../common/errors.js';
import { Settings } from '../config/index.js';

export class OriginRefused extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'request.bad_origin';
  constructor() {
    super('this request does not come from a page of ours');
  }
}

/** Which pages may act for a signed-in browser (SEC-03, SEC-06). */
@Injectable()
export class Origins {
  private readonly own: ReadonlySet<string>;
  private readonly previews: RegExp | null;

  constructor(settings: Settings) {
    this.own = new Set([new URL(settings.publicUrl).origin, new URL(settings.frontendUrl).origin]);
    const pattern = settings.frontendCorsOriginRegex;
    this.previews = pattern ? new RegExp(`^(?:${pattern})$`) : null;
  }

  allows(origin: string | undefined): boolean {
    return origin !== undefined && (this.own.has(origin) || (this.previews?.test(origin) ?? false));
  }

  /** Throws {@link OriginRefused} unless the request was made by a page of ours. */
  check(request: FastifyRequest): void {
    const { origin } = request.headers;
    const sameOrigin = origin === undefined && request.headers['sec-fetch-site'] === 'same-origin';
    if (!sameOrigin && !this.allows(origin)) throw new OriginRefused();
  }
}
