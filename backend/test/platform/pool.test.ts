import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';
import { smallApplication } from './small-application.js';

let world: World;
beforeAll(async () => {
  world = await World.open(
    {
      DATABASE_POOL_SIZE: '1',
      DATABASE_MAX_OVERFLOW: '1',
      DATABASE_CONNECTION_TIMEOUT: '1',
      DATABASE_STATEMENT_TIMEOUT: '4',
      OTEL_SERVICE_NAME: 'pool-story',
    },
    smallApplication,
  );
});
afterAll(() => world.close());

test('OPS-02: no more connections than were allowed, and nobody waits longer for one, or for a statement', async () => {
  const guest = world.visitor();
  const asked = [1, 2, 3].map(async () => {
    const { status, body } = await guest.get<{ code: string }>('/notes/slow');
    return `${status} ${body.code}`;
  });
  await Promise.race(asked);
  const busy = await world.database.count(
    `pg_stat_activity where application_name = 'pool-story' and query like '%pg_sleep%' and state = 'active'`,
  );
  const open = await world.database.count(`pg_stat_activity where application_name = 'pool-story'`);
  // The third waited for a connection; the other two had one until their statement took too long.
  expect([busy, open]).toEqual([2, 2]);
  expect(await Promise.all(asked)).toEqual(Array(3).fill('503 service.unavailable'));
  expect((await guest.get('/notes')).status).toBe(200);
});
