import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { PurgeJobsHandler } from '../../src/modules/jobs/purge-jobs.handler.js';
import { ReapJobsHandler } from '../../src/modules/jobs/reap-jobs.handler.js';
import { SweepEphemeralHandler } from '../../src/modules/jobs/sweep-ephemeral.handler.js';
import { Ephemeral } from '../../src/platform/ephemeral/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ APP_ROLE: 'api' });
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

describe('UP-20, JOB-01: jobs that ended, or that nobody ends', () => {
  let bob: Person;
  beforeAll(async () => {
    bob = await world.person('bob');
  });
  beforeEach(() => world.database.rows('delete from jobs'));

  const made = async (type: string, status: string, hours: { silent?: number; ended?: number }) => {
    const id = randomUUID();
    await world.database.rows(
      `insert into jobs (id, type, status, owner_did, heartbeat_at, completed_at)
       values ($1, $2, $3, $4, now() - make_interval(hours => $5), now() - make_interval(hours => $6))`,
      [id, type, status, bob.did, hours.silent ?? 0, hours.ended ?? null],
    );
    return id;
  };
  const statusOf = async (id: string) => (await bob.get<{ status: string }>(`/jobs/${id}`)).body.status;

  test('one without a sign of life is ended with a reason and told so', async () => {
    const silent = await made('export', 'processing', { silent: 1 });
    const alive = await made('export', 'processing', {});
    await world.get(ReapJobsHandler).run();
    expect((await bob.get(`/jobs/${silent}`)).body).toMatchObject({
      status: 'failed',
      error: 'this was interrupted and could not be finished; please try again',
    });
    expect(await statusOf(alive)).toBe('processing');
  });

  test.each(['upload', 'optimize'])(
    '%s is left to those who take it up again, however long it was silent',
    async (type) => {
      const id = await made(type, 'processing', { silent: 1 });
      await world.get(ReapJobsHandler).run();
      expect(await statusOf(id)).toBe('processing');
    },
  );

  test('what ended 30 days ago is forgotten, and nothing else', async () => {
    const old = await made('export', 'completed', { silent: 1_000, ended: 30 * 24 + 1 });
    const recent = await made('export', 'failed', { silent: 1_000, ended: 30 * 24 - 1 });
    const open = await made('upload', 'pending', { silent: 1_000 });
    await world.get(PurgeJobsHandler).run();
    expect((await bob.get(`/jobs/${old}`)).status).toBe(404);
    expect([await statusOf(recent), await statusOf(open)]).toEqual(['failed', 'pending']);
  });
});
