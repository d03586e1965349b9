import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SECOND_MS } from '../../../common/clock.js';
import { randomToken } from '../../../common/ids.js';
import { FLOW_LIFE_MS } from './flows.service.js';

const NAME = 'oauth_flow';
const VALUE = /^[\w-]{43}$/;

/** The value that names this browser, if it began a sign-in lately (AUTH-22). */
export function flowBrowser(request: FastifyRequest): string | undefined {
  const value = request.cookies[NAME];
  return value && VALUE.test(value) ? value : undefined;
}

/** Names this browser for the next ten minutes; one that began a sign-in in another tab keeps its name. */
export function markBrowser(request: FastifyRequest, reply: FastifyReply, options: CookieSerializeOptions): string {
  const value = flowBrowser(request) ?? randomToken();
  void reply.setCookie(NAME, value, { ...options, maxAge: FLOW_LIFE_MS / SECOND_MS });
  return value;
}
