import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SweepEphemeralHandler } from '../../src/modules/jobs/sweep-ephemeral.handler.js';
import { Ephemeral } from '../../src/platform/ephemeral/index.js';
import { World } from '../harness/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('short-lived values go when their time is over, and no others', async () => {
  const values = world.get(Ephemeral);
  await values.set('housekeeping:short', 1, 1);
  await values.set('housekeeping:long', 2, 60_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await world.get(SweepEphemeralHandler).run();
  const left = await world.database.rows(`select key from ephemeral where key like 'housekeeping:%'`);
  expect(left).toEqual([{ key: 'housekeeping:long' }]);
});
