import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/index.js';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** How our cookies are set (AUTH-04): for this host alone, unseen by scripts, and over TLS wherever there is TLS. */
@Injectable()
export class Cookies {
  readonly options: CookieSerializeOptions;

  constructor(settings: Settings) {
    const { protocol, hostname } = new URL(settings.frontendUrl);
    const isPlainLocal = protocol === 'http:' && LOOPBACK.has(hostname);
    this.options = { httpOnly: true, sameSite: 'lax', path: '/', secure: !isPlainLocal };
  }
}
