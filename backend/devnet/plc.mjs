import { once } from 'node:events';
import http from 'node:http';
import { check } from '@atproto/common';
import * as plc from '@did-plc/lib';
import { PlcLog } from './plc-log.mjs';

const LOOPBACK = '127.0.0.1';
const EXPORT_PAGE = 1000;

/**
 * A did:plc directory for development and tests: the routes that servers and clients use, on loopback.
 * @param {{port: number, file: string}} options
 */
export async function startPlc({ port, file }) {
  const log = new PlcLog(file);
  const server = http.createServer((request, response) => {
    answer(log, request).then(
      (reply) => send(response, reply),
      (error) => send(response, { status: 400, body: { message: String(error?.message ?? error) } }),
    );
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return {
    url: `http://localhost:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      log.close();
    },
  };
}

/** @returns {Promise<{status?: number, body: unknown, type?: string}>} */
async function answer(log, request) {
  if (request.method === 'OPTIONS') return { status: 204, body: '' };
  const url = new URL(request.url, 'http://plc');
  const [did, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  if (did === '_health') return { body: { version: 'devnet' } };
  if (did === 'export') return exportPage(log, url.searchParams);
  if (request.method === 'POST') return append(log, did, await readJson(request));
  return lookUp(log, did, rest.join('/'));
}

function exportPage(log, query) {
  const count = Math.min(Number(query.get('count')) || EXPORT_PAGE, EXPORT_PAGE);
  const lines = log.exported(query.get('after') ?? '', count).map((entry) => JSON.stringify(readable(entry)));
  return { body: lines.join('\n'), type: 'application/jsonlines' };
}

async function append(log, did, operation) {
  if (!check.is(operation, plc.def.opOrTombstone)) return { status: 400, body: { message: 'Not a valid operation' } };
  await log.append(did, operation);
  return { body: 'OK', type: 'text/plain' };
}

async function lookUp(log, did, what) {
  if (what === 'log/audit') {
    const entries = log.operations(did, { nullified: true });
    return entries.length ? { body: entries.map(readable) } : unknown(did);
  }
  const chain = log.chain(did);
  if (chain.length === 0) return unknown(did);
  if (what === 'log') return { body: chain };
  if (what === 'log/last') return { body: chain.at(-1) };
  const data = await plc.validateOperationLog(did, chain);
  if (!data) return { status: 404, body: { message: `DID not available: ${did}` } };
  if (what === 'data') return { body: data };
  return { body: await plc.formatDidDoc(data), type: 'application/did+ld+json' };
}

function unknown(did) {
  return { status: 404, body: { message: `DID not registered: ${did}` } };
}

function readable(entry) {
  return { ...entry, cid: entry.cid.toString(), createdAt: entry.createdAt.toISOString() };
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

function send(response, { status = 200, body, type = 'application/json' }) {
  response.writeHead(status, {
    'content-type': type,
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
