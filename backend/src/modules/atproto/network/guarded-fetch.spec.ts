import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Settings } from '../../../platform/config/index.js';
import { GuardedFetch } from './guarded-fetch.js';
import { AddressRefused, AnswerTooLarge, AnswerTooSlow, HostUnreachable, RedirectRefused } from './network.errors.js';

const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  '/hello': (_request, response) => response.end('hello'),
  '/away': (_request, response) => response.writeHead(302, { location: '/hello' }).end(),
  '/silent': () => undefined,
  '/drip': (_request, response) => response.write('a'),
  '/large': (_request, response) => response.end(Buffer.alloc(2000)),
  '/endless': (_request, response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(1000)), 1);
    response.on('close', () => clearInterval(timer));
  },
  '/bomb': (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('a');
    setTimeout(() => response.destroy(), 20);
  },
  '/nothing': (_request, response) => response.writeHead(204).end(),
  '/echo': async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { 'user-agent': agent, 'content-length': length, 'x-ours': ours } = request.headers;
    response.end(
      JSON.stringify({ method: request.method, agent, length, ours, body: Buffer.concat(chunks).toString() }),
    );
  },
};

let server: Server;
let base: string;
let visits = 0;
const guards: GuardedFetch[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    visits += 1;
    void pages[request.url ?? '']?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await Promise.all(guards.splice(0).map((guard) => guard.onApplicationShutdown()));
  visits = 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function guarded(change: Partial<Settings> = {}): GuardedFetch['fetch'] {
  const local = {
    appEnv: 'test',
    devPdsUrl: base,
    atprotoPlcUrl: base,
    moderationAuddApiUrl: base,
    frontendUrl: 'https://plyr.example',
    pdsTimeoutSeconds: 5,
  };
  const guard = new GuardedFetch(Object.assign(new Settings(), local, change));
  guards.push(guard);
  return guard.fetch;
}

describe('SEC-07: what is called', () => {
  test('the local PDS and PLC in development and test', async () => {
    const answer = await guarded()(`${base}/hello`);
    expect(await answer.text()).toBe('hello');
    expect(answer.url).toBe(`${base}/hello`);
    expect(answer).toBeInstanceOf(Response);
  });

  test.each(['staging', 'production'] as const)('SEC-09: never a local address in %s', async (appEnv) => {
    await expect(guarded({ appEnv })(`${base}/hello`)).rejects.toBeInstanceOf(AddressRefused);
    expect(visits).toBe(0);
  });

  test.each([
    ['plain http', () => 'http://example.com/'],
    ['the local server by another name', () => base.replace('127.0.0.1', 'localhost')],
    ['the local server by another scheme', () => base.replace('http', 'https')],
    ['another port of the local server', () => 'http://127.0.0.1:1/'],
    ['a file', () => 'file:///etc/passwd'],
    ['a private address', () => 'https://192.168.1.1/'],
    ['a decimal address', () => 'https://2130706433/'],
    ['a mapped address', () => 'https://[::ffff:10.0.0.1]/'],
    ['the metadata of a cloud', () => 'https://169.254.169.254/latest/meta-data'],
    ['a local name', () => 'https://localhost/'],
    ['a name and password', () => 'https://user:secret@example.com/'],
  ])('not %s', async (_what, url) => {
    await expect(guarded()(url())).rejects.toBeInstanceOf(AddressRefused);
    expect(visits).toBe(0);
  });

  test('a redirect is not followed', async () => {
    await expect(guarded()(`${base}/away`)).rejects.toBeInstanceOf(RedirectRefused);
    const manual = await guarded()(`${base}/away`, { redirect: 'manual' });
    expect([manual.status, manual.headers.get('location')]).toEqual([302, '/hello']);
    expect(visits).toBe(2);
  });

  test('a server that is not there is unreachable', async () => {
    const gone = 'http://127.0.0.1:9';
    await expect(guarded({ devPdsUrl: gone })(gone)).rejects.toBeInstanceOf(HostUnreachable);
  });
});

describe('SEC-07: how much and how long', () => {
  test.each(['/silent', '/drip'])('an answer that does not end in time fails: %s', async (page) => {
    const answer = guarded()(`${base}${page}`, { timeoutMs: 100 }).then((response) => response.text());
    await expect(answer).rejects.toBeInstanceOf(AnswerTooSlow);
  });

  test.each(['/large', '/endless', '/bomb'])('an answer that is too large fails: %s', async (page) => {
    const answer = guarded()(`${base}${page}`, { maxBytes: 1500 }).then((response) => response.arrayBuffer());
    await expect(answer).rejects.toBeInstanceOf(AnswerTooLarge);
  });

  test('an answer of just the size allowed arrives', async () => {
    const answer = await guarded()(`${base}/large`, { maxBytes: 2000 });
    expect((await answer.arrayBuffer()).byteLength).toBe(2000);
  });

  test('an answer that breaks off fails', async () => {
    const answer = guarded()(`${base}/cut`).then((response) => response.text());
    await expect(answer).rejects.toBeInstanceOf(HostUnreachable);
  });

  test('the signal of the caller counts too', async () => {
    const answer = guarded()(`${base}/silent`, { signal: AbortSignal.timeout(50) });
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('an answer without a body arrives', async () => {
    expect((await guarded()(`${base}/nothing`)).status).toBe(204);
  });
});

describe('as the fetch of a library', () => {
  test('P-SEC-17: says who calls', async () => {
    const echo = (await (await guarded()(`${base}/echo`)).json()) as { agent: string };
    expect(echo.agent).toBe('plyr.fm (+https://plyr.example)');
  });

  test('takes a Request, and sends texts with their length', async () => {
    const request = new Request(`${base}/echo`, {
      method: 'POST',
      headers: { 'x-ours': 'yes', 'content-type': 'application/json', 'user-agent': 'library' },
      body: '{"a":1}',
    });
    const echo = (await (await guarded()(request)).json()) as object;
    expect(echo).toEqual({ method: 'POST', agent: 'library', length: '7', ours: 'yes', body: '{"a":1}' });
  });

  test('streams bytes', async () => {
    const body = new Blob(['a', 'b']).stream();
    const init = { method: 'PUT', body, duplex: 'half', headers: { 'content-type': 'audio/mpeg' } } as RequestInit;
    const echo = (await (await guarded()(`${base}/echo`, init)).json()) as object;
    expect(echo).toMatchObject({ method: 'PUT', body: 'ab' });
  });
});
