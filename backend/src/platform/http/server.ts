import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { IncomingMessage } from 'node:http';
import { uuid } from '../../common/ids.js';
import { type Settings, StartRefused } from '../config/index.js';
import { Metrics, RequestLog } from '../observability/index.js';
import { tagAnswers } from './entity-tag.js';
import { serveClient } from './one-process.js';
import { assertModest } from './modest-body.js';
import { Origins } from './origins.js';
import { PageHeads } from './page-head.js';
import { mayBeFramed } from './page-policy.js';
import { sendPrepared } from './prepared-answer.js';
import { refuseUnread } from './problem.filter.js';
import { logRequests } from './request-log.js';

const JSON_LIMIT_BYTES = 2 ** 20;
const FIELD_LIMIT_BYTES = 64 * 2 ** 10;
const YEAR_SECONDS = 31_536_000;
const REQUEST_ID = /^[\w.-]{8,64}$/;
/** What is text and worth it: neither sounds and pictures, nor streams of events, which must not be held back. */
const COMPRESSED = /^application\/(problem\+)?json/;
const EXPOSED = ['ETag', 'Location', 'Retry-After', 'X-Request-Id', 'X-Next-Cursor', 'X-Has-More'];
const EXPOSED_TUS = [
  'Tus-Resumable',
  'Tus-Version',
  'Tus-Extension',
  'Tus-Max-Size',
  'Upload-Offset',
  'Upload-Length',
  'Upload-Expires',
];
/** What a process without the role `api` still answers. */
const OPERATIONAL = /^\/(health|ready|metrics|transcode|scan)\/?$/;
const PORT_REFUSALS: Record<string, string> = {
  EADDRINUSE: 'another program listens there; choose another PORT',
  EACCES: 'this user may not open it; choose a PORT above 1023',
  EADDRNOTAVAIL: 'HOST is no address of this machine',
};

/** The whole application on Fastify, ready to listen. */
export async function createServer(module: DynamicModule, settings: Settings): Promise<NestFastifyApplication> {
  // A failure is told by whoever starts the process: neither dumped by the framework, nor the end of a test.
  const quietly = { bufferLogs: true, autoFlushLogs: false, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter(settings), quietly);
  app.useLogger(app.get(Logger));
  app.flushLogs();
  app.enableShutdownHooks();
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  logRequests(server, app.get(RequestLog), app.get(Metrics));
  await secure(app, server, settings);
  // The bytes of a resumable upload are read from the raw stream by their own handler.
  server.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
  await server.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    customTypes: COMPRESSED,
    // A small body could become more than a process can hold.
    globalDecompression: false,
  });
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart, {
    limits: { fields: 32, fieldSize: FIELD_LIMIT_BYTES, files: 2, parts: 40 },
  });
  server.addHook('preValidation', async (request) => assertModest(request.body));
  sendPrepared(server);
  tagAnswers(server);
  if (!settings.plays('api')) onlyOperational(server);
  else if (settings.serveFrontendDir) await serveClient(server, settings, app.get(PageHeads, { strict: false }));
  return app;
}

/** Opens the port. */
export async function listen(app: NestFastifyApplication, { host, port }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const reason = PORT_REFUSALS[(error as { code?: string }).code ?? ''];
    throw reason ? new StartRefused(`${host}:${port} cannot be opened: ${reason}`, { cause: error }) : error;
  }
}

function adapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: JSON_LIMIT_BYTES,
    trustProxy: trusted(settings.trustProxy),
    forceCloseConnections: 'idle',
    frameworkErrors: refuseUnread(settings),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
    rewriteUrl: (request: IncomingMessage) => (request.url ?? '/').replace(/^\/api(?=\/|\?|$)/, '') || '/',
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuid();
    },
  });
}

/** Hops as a number, or the ranges of the proxies (P-SEC-11). */
function trusted(setting: string): false | string[] | ((address: string, hop: number) => boolean) {
  if (/^\d+$/.test(setting)) return Number(setting) === 0 ? false : (_address, hop) => hop < Number(setting);
  return setting.split(',').map((range) => range.trim());
}

async function secure(app: NestFastifyApplication, server: FastifyInstance, settings: Settings): Promise<void> {
  const origins = app.get(Origins);
  await server.register(fastifyHelmet, {
    // Pages have one (page-policy.ts), and so have users' bytes; all else is no page.
    contentSecurityPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    hsts: settings.isLocal ? false : { maxAge: YEAR_SECONDS },
  });
  await server.register(
    fastifyCors,
    () => (request: FastifyRequest, answer: (error: Error | null, options: object) => void) => {
      const allowed = origins.allows(request.headers.origin);
      answer(null, {
        origin: allowed ? true : '*',
        credentials: allowed,
        methods: allowed ? ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] : ['GET', 'HEAD'],
        exposedHeaders: [...EXPOSED, ...EXPOSED_TUS],
        maxAge: 600,
      });
    },
  );
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (mayBeFramed(request.originalUrl)) void reply.removeHeader('x-frame-options');
  });
}

function onlyOperational(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (!OPERATIONAL.test(path)) return reply.status(404).send();
  });
}
