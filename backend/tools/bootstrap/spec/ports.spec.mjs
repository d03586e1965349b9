import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { appPort } from '../box.mjs';
import { anyFree, isFree, nextFree } from '../ports.mjs';

async function taken(t) {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return server.address().port;
}

test('a port where somebody listens is not free, and the next one is taken instead', async (t) => {
  const port = await taken(t);
  assert.equal(await isFree(port), false);
  assert.ok((await nextFree(port)) > port);
});

test('free ports are different from each other', async () => {
  assert.equal(new Set(await anyFree(5)).size, 5);
});

test('the port of last time is kept while it is free, and given up when it is not', async (t) => {
  const [free] = await anyFree(1);
  assert.equal(await appPort(free), free);
  assert.notEqual(await appPort(await taken(t)), undefined);
  assert.ok((await appPort(await taken(t))) >= 8001);
});

test('a port that was asked for is never swapped for another', async (t) => {
  const [free] = await anyFree(1);
  assert.equal(await appPort(8001, free), free);
  const port = await taken(t);
  await assert.rejects(appPort(8001, port), new RegExp(`port ${port} is in use`));
});
