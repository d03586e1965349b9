import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Agent, fetch } from 'undici';
import { AddressRefused } from './network.errors.js';
import { isPublicAddress } from './address.rules.js';
import { pinnedAgent, type Resolve } from './pinned-agent.js';

let server: Server;
let port: number;
let visits = 0;
let agent: Agent | undefined;

beforeAll(async () => {
  server = createServer((_request, response) => {
    visits += 1;
    response.end('secret');
  });
  // On both families, so that a connection by IPv6 would really arrive.
  server.listen(0, '::');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  await agent?.destroy();
  visits = 0;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The cause of the failure, or the body when the server was reached. */
async function visit(
  host: string,
  rules: { permits?: (address: string) => boolean; trusted?: string; resolve?: Resolve },
): Promise<unknown> {
  agent = pinnedAgent({
    trusts: (origin) => origin === rules.trusted,
    permits: rules.permits ?? isPublicAddress,
    resolve: rules.resolve,
  });
  return fetch(`http://${host}:${port}/`, { dispatcher: agent }).then(
    (answer) => answer.text(),
    (error: Error) => error.cause,
  );
}

const answering =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('SEC-07: no connection is made to an address that is not public', () => {
  test.each([
    ['an address of IPv4', '127.0.0.1'],
    ['a decimal address', '2130706433'],
    ['a hexadecimal address', '0x7f000001'],
    ['an octal address', '0177.0.0.1'],
    ['a short address', '127.1'],
    ['an address of IPv6', '[::1]'],
    ['a mapped address', '[::ffff:127.0.0.1]'],
    ['the unspecified address', '0.0.0.0'],
    ['a local name', 'localhost'],
  ])('%s', async (_what, host) => {
    expect(await visit(host, {})).toBeInstanceOf(AddressRefused);
    expect(visits).toBe(0);
  });

  test.each([
    ['to a private address', ['127.0.0.1']],
    ['to a public and a private one', ['8.8.8.8', '127.0.0.1']],
    ['to a mapped one', ['::ffff:127.0.0.1']],
    ['to nothing', []],
  ])('a public name that resolves %s', async (_what, addresses) => {
    expect(await visit('pds.example.com', { resolve: answering(...addresses) })).toBeInstanceOf(AddressRefused);
    expect(visits).toBe(0);
  });
});

test('the address that was judged is the one connected to: a name is asked for once', async () => {
  const asked: string[] = [];
  const rebinding: Resolve = (host) => {
    asked.push(host);
    return Promise.resolve([{ address: asked.length === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
  };
  const permits = (address: string) => address === '127.0.0.1';
  expect(await visit('rebinding.example.com', { resolve: rebinding, permits })).toBe('secret');
  expect(asked).toEqual(['rebinding.example.com']);
});

test('each further connection is judged again', async () => {
  const rebinding = answering('127.0.0.1');
  let isFirst = true;
  const permits = () => {
    const permitted = isFirst;
    isFirst = false;
    return permitted;
  };
  expect(await visit('rebinding.example.com', { resolve: rebinding, permits })).toBe('secret');
  server.closeAllConnections();
  const again = await fetch(`http://rebinding.example.com:${port}/`, { dispatcher: agent as Agent }).catch(
    (error: Error) => error.cause,
  );
  expect(again).toBeInstanceOf(AddressRefused);
});

test('a trusted origin is called wherever it is; the same address by another name is not', async () => {
  expect(await visit('localhost', { trusted: `http://localhost:${port}` })).toBe('secret');
  expect(await visit('127.0.0.1', { trusted: `http://localhost:${port}` })).toBeInstanceOf(AddressRefused);
});
