import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ephemeral } from '../../src/platform/ephemeral/index.js';
import { Events } from '../../src/platform/events/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  alice = await world.artist('alice');
  await world.settled();
});
afterAll(() => world.close());

/** How often the work of a sign-in begins meanwhile. */
async function begun(work: () => Promise<unknown>): Promise<number> {
  let times = 0;
  const stop = world.get(Events).on('session.started', () => void times++);
  await work();
  await world.settled();
  stop();
  return times;
}

const ask = async () => expect(await alice.get('/artists/me')).toMatchObject({ status: 200 });

test('CON-05: the sync of a sign-in is not begun again by every page', async () => {
  expect(await begun(async () => [await ask(), await ask()])).toBe(0);
});

test('CON-05: one that was lost is begun by the next page, once', async () => {
  await world.get(Ephemeral).delete(`login-sync:${alice.did}`);
  expect(await begun(ask)).toBe(1);
  expect(await begun(ask)).toBe(0);
});

test('CON-05: asking waits for no PDS', async () => {
  await world.get(Ephemeral).delete(`login-sync:${alice.did}`);
  await world.pds.pause();
  await ask();
  await world.pds.resume();
});
