import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { AudioArrivals } from '../../src/modules/tracks/ingest/audio-arrivals.service.js';
import { FetchMediaHandler } from '../../src/modules/tracks/ingest/fetch-media.handler.js';
import { MediaRefused } from '../../src/modules/tracks/ingest/media.errors.js';
import { WantedMediaRepository } from '../../src/modules/tracks/ingest/wanted-media.repository.js';
import { Transactions } from '../../src/platform/database/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

/** A record names other audio while the one before is being fetched in vain. */
let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open({ APP_ROLE: 'api' });
  bob = await world.artist('bob');
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => world.close());

/** A pending track that wants one file; while that is fetched its record names another, then the fetch fails so. */
async function namedAnew(failure: Error): Promise<number> {
  const trackId = await shelve(world, bob, { publish_state: 'pending', audio: 'none' });
  const want = (address: string) =>
    world
      .get(Transactions)
      .run((tx) => world.get(WantedMediaRepository).add(tx, [{ trackId, part: 'audio', address, loudnessLufs: null }]));
  await want('blob:former');
  await world.get(WantedMediaRepository).lease(10, 60);
  jest.spyOn(world.get(AudioArrivals), 'fetch').mockImplementationOnce(async () => {
    await want('blob:present');
    throw failure;
  });
  await world.get(FetchMediaHandler).run({ trackId, part: 'audio' });
  return trackId;
}

test.each([
  ['cannot be had', new MediaRefused('no sound')],
  ['does not come now', new Error('the line was cut')],
])('ING-05: that the former audio %s is not held against the present one', async (_what, failure) => {
  const trackId = await namedAnew(failure);
  expect(
    await world.database.one(
      `select w.address, w.state, w.next_attempt_at <= now() as "isDue", t.publish_state, t.failure
         from wanted_media w join tracks t on t.id = w.track_id where t.id = $1`,
      [trackId],
    ),
  ).toEqual({ address: 'blob:present', state: 'wanted', isDue: true, publish_state: 'pending', failure: null });
});
