import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_DEFAULT_LIMIT: '20/minute' });
  bob = await world.person('bob');
});
afterAll(() => world.close());

const statuses = async (times: number, ask: () => Promise<{ status: number }>) =>
  Object.entries(Object.groupBy(await Promise.all(Array.from({ length: times }, ask)), ({ status }) => status)).map(
    ([status, answers]) => [Number(status), answers?.length],
  );

test('NP-05: of writes 120 a minute are taken, reports and removals together', async () => {
  expect(await statuses(100, () => bob.delete('/now-playing/'))).toEqual([[200, 100]]);
  expect(await statuses(25, () => bob.post('/now-playing/', {}))).toEqual([
    [422, 20],
    [429, 5],
  ]);
  const refused = await bob.delete('/now-playing/');
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('NP-05: reads are not counted', async () => {
  const guest = world.visitor();
  expect(await statuses(50, () => guest.get(`/now-playing/${bob.did}`))).toEqual([[204, 50]]);
  expect(await statuses(50, () => guest.get(`/now-playing/by-handle/${bob.handle}`))).toEqual([[204, 50]]);
});
