import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world?.close());

const DESCRIBE = '/xrpc/com.atproto.server.describeServer';

test('a person is signed in by the real flow, another browser of the same person is not', async () => {
  const alice = await world.person('alice');
  const me = await alice.get('/auth/me');
  expect(me).toMatchObject({ status: 200, body: { did: alice.did, handle: alice.handle } });
  expect((await alice.elsewhere().get('/auth/me')).status).toBe(401);
});

test('a denied request lands with its reason', async () => {
  const bob = await world.stranger('bob');
  const started = await bob.get(`/auth/start?handle=${bob.handle}`);
  const landing = await bob.callback(await world.control.deny(started.headers.get('location') ?? ''));
  expect(landing.searchParams.get('auth_error')).toBe('denied');
});

test('the PDS can be taken away, fail, and lose an answer after doing the work', async () => {
  const url = world.pds.url + DESCRIBE;
  await world.pds.away();
  await expect(fetch(url)).rejects.toThrow();
  await world.pds.fail(429, { headers: { 'retry-after': '7' }, times: 1 });
  const refused = await fetch(url);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await fetch(url)).status).toBe(200);
  await world.pds.loseAnswers({ path: 'describeServer' });
  await expect(fetch(url)).rejects.toThrow();
  await world.pds.resume();
  expect((await fetch(url)).status).toBe(200);
});

test('a second start finds the data of the first', async () => {
  const carol = await world.artist('carol');
  await world.stop();
  await world.start();
  expect((await carol.get('/auth/me')).status).toBe(200);
  expect(await world.database.count('artists')).toBe(1);
  await world.settled();
});
