import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Settings, StartRefused } from '../config/index.js';
import { earlyAsking } from './early-asking.js';
import type { PageHeads } from './page-head.js';
import { mayBeFramed, pagePolicy } from './page-policy.js';
import { isApiPath } from './prefixes.js';

const SLOT = '<!--head-->';
const SHELL = '200.html';
/** The client asks there when it is served beside the API. */
const API_BESIDE = '/api';
const YEAR_SECONDS = 31_536_000;

/** Serves the built client beside the API: its files first, then the shell with the head of the page (GEN-08). */
export async function serveClient(server: FastifyInstance, settings: Settings, heads: PageHeads): Promise<void> {
  const root = path.resolve(settings.serveFrontendDir ?? '');
  const shell = await readFile(path.join(root, SHELL), 'utf8').catch((cause: unknown) => {
    throw new StartRefused(`SERVE_FRONTEND_DIR holds no built client: there is no ${SHELL} in ${root}`, { cause });
  });
  const files = await filesBelow(root);
  await server.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const hashed = path.relative(root, file).replaceAll('\\', '/').startsWith('_app/immutable/');
      void reply.header('cache-control', hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });

  server.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return;
    const asked = pathOf(request);
    if (files.has(asked)) return reply.sendFile(asked.slice(1));
    if (isApiPath(asked) || !request.headers.accept?.includes('text/html')) return;
    if (settings.isLocal && request.hostname === 'localhost')
      return reply.redirect(settings.publicUrl + request.originalUrl, 307);
    return sendShell(request, reply);
  });

  async function sendShell(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const head = await heads.of(request.originalUrl);
    if (head.status === 301 && head.location) return reply.redirect(head.location, 301);
    // A function, because `$` in a title would otherwise be read as a pattern.
    const html = shell.replace(SLOT, () => head.html);
    if (pathOf(request) === '/') void reply.header('link', earlyAsking(API_BESIDE));
    return reply
      .status(head.status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', pagePolicy(settings, mayBeFramed(request.originalUrl)))
      .send(html);
  }
}

/** The path as the browser asked for it, before `/api` was cut off. */
function pathOf(request: FastifyRequest): string {
  const path = request.originalUrl.split('?', 1)[0] ?? '/';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function filesBelow(root: string): Promise<Set<string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== SHELL && !/\.(br|gz)$/.test(entry.name));
  return new Set(
    files.map((entry) => `/${path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/')}`),
  );
}
