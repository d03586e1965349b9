import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomToken } from '../../../common/ids.js';
import { Settings } from '../../../platform/config/index.js';
import { type Actor, carrierOf } from '../../../platform/http/index.js';
import type { Listener } from './listener.rules.js';
import type { PlaySource } from './play-event.entity.js';

const COOKIE = 'plyr_play_id';
const DAYS_180_SECONDS = 180 * 86_400;
const TOKEN = /^[\w-]{16,64}$/;

/** Who listens, as far as a request says; a guest's browser is given a number of its own. */
@Injectable()
export class ListenerCookie {
  private readonly secure: boolean;

  constructor(settings: Settings) {
    this.secure = settings.publicUrl.startsWith('https:');
  }

  listener(request: FastifyRequest, reply: FastifyReply, actor: Actor | null): Listener {
    const sent = request.cookies[COOKIE];
    const cookie = sent && TOKEN.test(sent) ? sent : null;
    if (!actor && !cookie) {
      void reply.setCookie(COOKIE, randomToken(18), {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: this.secure,
        maxAge: DAYS_180_SECONDS,
      });
    }
    return { did: actor?.did ?? null, cookie, address: request.ip, agent: request.headers['user-agent'] ?? '' };
  }

  source(request: FastifyRequest): PlaySource {
    if (carrierOf(request)?.by === 'header') return 'api';
    return /^https?:\/\/[^/]+\/embed\//.test(request.headers.referer ?? '') ? 'embed' : 'web';
  }
}
