import type { FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'session_id';

/** The bearer value of a request and how it came: the cookie first, else the header (AUTH-06). */
export function carrierOf(request: FastifyRequest): { value: string; by: 'cookie' | 'header' } | null {
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie) return { value: cookie, by: 'cookie' };
  const header = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return header ? { value: header, by: 'header' } : null;
}
