import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Transactions } from '../../src/platform/database/index.js';
import { JobQueue } from '../../src/platform/queue/index.js';
import { World } from '../harness/world.js';
import { redisProgram, RedisServer } from './redis-server.js';
import { handled, sampleJob, smallApplication } from './small-application.js';

/** Redis is a program that is not in the dependencies. */
const program = redisProgram();

(program ? describe : describe.skip)('JOB-03: while Redis is away', () => {
  let redis: RedisServer;
  let world: World;

  beforeAll(async () => {
    redis = await RedisServer.start(program ?? '');
    world = await World.open({ REDIS_URL: redis.url }, smallApplication);
  });
  afterAll(async () => {
    await world.close();
    await redis.stop();
  });

  const written = (id: string) =>
    world.get(Transactions).run(async (tx) => {
      await world.get(JobQueue).add(sampleJob, { id, failures: 0 }, { after: tx });
      return id;
    });

  test('a write is answered, and jobs run again when it is back', async () => {
    expect(await written('before')).toBe('before');
    await redis.stop();
    expect(await written('meanwhile')).toBe('meanwhile');
    redis = await RedisServer.start(program ?? '', redis);
    while (!handled.some(({ id }) => id === 'after')) {
      await written('after');
      await sleep(200);
    }
  }, 60_000);
});
