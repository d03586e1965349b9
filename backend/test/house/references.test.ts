import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ReferenceCounters } from '../../src/modules/media/index.js';
import { World } from '../harness/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

test('ST-04: every foreign key to bytes has a counter', async () => {
  await expect(world.get(ReferenceCounters).assertComplete()).resolves.toBeUndefined();
});
