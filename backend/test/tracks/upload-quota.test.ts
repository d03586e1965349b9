import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { UploadLimits } from '../../src/modules/tracks/upload/upload-limits.service.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from './uploading.js';

let world: World;

beforeAll(async () => {
  world = await World.open({ UPLOAD_HOURLY_COUNT: '2', UPLOAD_USER_CONCURRENCY: '2' });
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

/** Announces a resumable upload; its bytes would follow. */
async function announce(who: Person): Promise<Response> {
  const metadata = `filename ${Buffer.from('song.wav').toString('base64')}`;
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': '1000', 'upload-metadata': metadata };
  return who.fetch('/uploads/tus', { method: 'POST', headers });
}

test('UP-21: who has no artist profile begins no resumable upload', async () => {
  const alice = await world.person('alice');
  const refused = await announce(alice);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: 'artists.profile_required' });
  expect(await world.database.rows('select 1 from staged_uploads where owner_did = $1', [alice.did])).toEqual([]);
});

test('UP-19, UP-21: what was sent beforehand counts for the hourly limit', async () => {
  const eve = await world.artist('eve');
  expect([(await announce(eve)).status, (await announce(eve)).status]).toEqual([201, 201]);
  const refused = await announce(eve);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ code: 'uploads.quota' });
});

describe('UP-19: so many uploads of one artist at once', () => {
  const limits = () => world.get(UploadLimits);
  const isWorkedOn = async (did: string, id: string) => {
    await world.database.rows(
      `insert into jobs (id, type, owner_did, heartbeat_at) values ($1, 'upload', $2, now() + interval '1 hour')`,
      [id, did],
    );
  };

  test('those that arrive and those that are worked on, together', async () => {
    const finn = await world.person('finn');
    await isWorkedOn(finn.did, randomUUID());
    await limits().within(finn.did, async () => {
      await expect(limits().within(finn.did, async () => 'taken')).rejects.toThrow('2 of your uploads');
      await expect(limits().within('did:plc:other', async () => 'taken')).resolves.toBe('taken');
    });
    await expect(limits().within(finn.did, async () => 'taken')).resolves.toBe('taken');
  });

  test('one that is accepted and whose answer is still on its way counts once', async () => {
    const gina = await world.person('gina');
    await limits().within(gina.did, async (place) => {
      place.uploadId = randomUUID();
      await isWorkedOn(gina.did, place.uploadId);
      await expect(limits().within(gina.did, async () => 'taken')).resolves.toBe('taken');
    });
  });
});
