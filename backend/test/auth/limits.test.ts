import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open({
    RATE_LIMIT_ENABLED: 'true',
    RATE_LIMIT_AUTH_LIMIT: '5/minute',
    RATE_LIMIT_DEFAULT_LIMIT: '5/minute',
  });
});
afterAll(() => world.close());

test('SEC-01: sign-ins and exchanges are limited for each client, and the answer says until when', async () => {
  const visitor = world.visitor();
  const statuses: number[] = [];
  for (let tries = 0; tries < 4; tries++) statuses.push((await visitor.get('/auth/start?handle=nobody.test')).status);
  statuses.push((await visitor.post('/auth/exchange', { exchange_token: 'x' })).status);
  expect(statuses).toEqual([400, 400, 400, 400, 401]);
  const refused = await visitor.get('/auth/start?handle=nobody.test');
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  // Who is signed in is another matter.
  expect((await visitor.get('/auth/me')).status).toBe(401);
});

test('SEC-01: guesses at sessions are counted for who makes them', async () => {
  const guesser = world.visitor();
  const statuses: number[] = [];
  for (let tries = 0; tries < 6; tries++) {
    guesser.bearer = randomBytes(32).toString('base64url');
    statuses.push((await guesser.get('/jobs')).status);
  }
  // The test before has asked once already.
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
});

test('AUTH-10: what needs a profile says so to who has none', async () => {
  await world.stop();
  await world.start({ RATE_LIMIT_ENABLED: 'false' });
  const alice = await world.person('alice');
  const file = { bytes: Buffer.from('x'), name: 'x.mp3' };
  const answer = await alice.upload('/tracks/', { title: 'x', file });
  expect(answer).toMatchObject({ status: 403, body: { code: 'artists.profile_required' } });
  expect((answer.body as { detail: string }).detail).toMatch(/^artist_profile_required/);
});
