import type { FastifyInstance } from 'fastify';
import { carrierOf } from './carrier.js';
import { entityTag } from './prepared-answer.js';

/** JSON answers to GET carry an ETag, and 304 answers one that is known; what depends on who asks is private. */
export function tagAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const isWhole = typeof payload === 'string' || (Buffer.isBuffer(payload) && reply.hasHeader('etag'));
    if (request.method !== 'GET' || reply.statusCode !== 200 || !isWhole) return payload;
    if (!reply.hasHeader('cache-control')) {
      void reply.header('cache-control', carrierOf(request) ? 'private, no-cache' : 'public, no-cache');
    }
    void reply.header('vary', 'Origin, Cookie, Authorization');
    if (!reply.hasHeader('etag')) void reply.header('etag', entityTag(payload));
    if (request.headers['if-none-match'] !== reply.getHeader('etag')) return payload;
    void reply.status(304).removeHeader('content-length').removeHeader('content-type');
    return '';
  });
}
