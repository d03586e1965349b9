import type { FastifyInstance } from 'fastify';
import { maskedUrl, type Metrics, type RequestLog } from '../observability/index.js';

/** One line and one measurement for every request. */
export function logRequests(server: FastifyInstance, log: RequestLog, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method, id: requestId, originalUrl } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.requests.observe({ method, route, status: reply.statusCode }, ms / 1000);
    log.answered({ requestId, method, url: maskedUrl(originalUrl), status: reply.statusCode, ms });
    done();
  });
}
