import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';
import { published, song } from './uploading.js';

let world: World;

beforeAll(async () => {
  world = await World.open({ UPLOAD_HOURLY_COUNT: '2' });
});
afterAll(() => world.close());

test('UP-19: an hourly limit counts what succeeded, for each artist, and says when to come back', async () => {
  const bob = await world.artist('bob');
  const ada = await world.artist('ada');
  await published(bob);
  expect((await bob.upload('/tracks/', { title: 'no audio' })).status).toBe(422);
  await published(bob);
  const refused = await bob.upload<{ detail: string }>('/tracks/', { title: 'too many', file: await song() });
  expect(refused.body).toMatchObject({ status: 429, code: 'uploads.quota' });
  expect(refused.body.detail).toContain('2 uploads an hour');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
  await expect(published(ada)).resolves.toEqual(expect.any(Number));

  await world.database.rows(`update jobs set created_at = now() - interval '61 minutes' where owner_did = $1`, [
    bob.did,
  ]);
  await expect(published(bob)).resolves.toEqual(expect.any(Number));
});
