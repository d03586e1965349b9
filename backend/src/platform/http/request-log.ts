import type { FastifyInstance } from 'fastify';
import type { Metrics, RequestLog } from '../observability/index.js';

/** Values that open something (SEC-10); their names stay, so that the log still says what was asked. */
const SECRET_PARAMETERS = /([?&](?:exchange_token|code|state|token|signature)=)[^&]*/gi;

export function maskedUrl(url: string): string {
  return url.replace(SECRET_PARAMETERS, '$1[masked]');
}

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
