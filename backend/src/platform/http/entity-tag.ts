import type { FastifyInstance } from 'fastify';
import { hash } from 'node:crypto';
import { carrierOf } from './carrier.js';

/** JSON answers to GET carry an ETag, and 304 answers one that is known; what depends on who asks is private. */
export function tagAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    if (!reply.hasHeader('cache-control')) {
      void reply.header('cache-control', carrierOf(request) ? 'private, no-cache' : 'public, no-cache');
    }
    void reply.header('vary', 'Origin, Cookie, Authorization');
    if (!reply.hasHeader('etag')) void reply.header('etag', `W/"${hash('sha1', payload, 'base64url')}"`);
    if (request.headers['if-none-match'] !== reply.getHeader('etag')) return payload;
    void reply.status(304).removeHeader('content-length').removeHeader('content-type');
    return '';
  });
}
