import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { createAccount, ensureAccount } from './accounts.mjs';
import { approve, deny } from './approval.mjs';

/**
 * The control port of a devnet in tests: accounts and sign-ins without pages, and the weather between us and the PDS.
 * It signs anyone in, so it exists with `APP_ENV=test` only, on a random port, behind a random token, and never answers
 * a browser (a request that carries an `Origin`).
 * @param {{pds: object, url: string, plcUrl: string, weather: import('./weather.mjs').WeatherProxy}} devnet
 */
export async function startControl(devnet) {
  if (process.env.APP_ENV !== 'test') throw new Error('the control port exists in tests only');
  const token = randomBytes(24).toString('base64url');
  const server = http.createServer(async (request, response) => {
    const reply = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.headers.origin !== undefined || !carries(request, token)) return reply(403, { error: 'forbidden' });
    const action = actions[request.url];
    if (!action || request.method !== 'POST') return reply(404, { error: `no such action: ${request.url}` });
    try {
      reply(200, (await action(devnet, await readJson(request))) ?? {});
    } catch (error) {
      reply(400, { error: String(error?.message ?? error) });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    token,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const actions = {
  '/accounts': (devnet, account) => createAccount(devnet.directUrl, account),
  '/accounts/ensure': (devnet, account) => ensureAccount(devnet.directUrl, account),
  '/approve': async (devnet, request) => ({ params: (await approve(devnet.pds, request)).toString() }),
  '/deny': async (devnet, request) => ({ params: (await deny(devnet.pds, request)).toString() }),
  '/weather': (devnet, weather) => devnet.weather.set(weather),
};

function carries(request, token) {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}
