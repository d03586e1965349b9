import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { DAY_MS } from '../../src/common/clock.js';
import { Transactions } from '../../src/platform/database/index.js';
import { type JobData, JobQueue } from '../../src/platform/queue/index.js';
import { World } from '../harness/world.js';
import { handled, sampleJob, SampleHandler, smallApplication } from './small-application.js';
import { onEachStore } from './stores.js';

onEachStore((store) => {
  let world: World;
  let queue: JobQueue;

  beforeAll(async () => {
    world = await World.open(await store.open(), smallApplication);
    queue = world.get(JobQueue);
  });
  afterAll(() => world.close());
  afterAll(() => store.close());
  beforeEach(() => {
    handled.length = 0;
  });

  test('a job that fails is tried again', async () => {
    await queue.add(sampleJob, { id: 'stubborn', failures: 2 });
    await world.settled();
    expect(handled).toEqual([1, 2, 3].map((attempt) => ({ id: 'stubborn', attempt })));
  });

  test('a job is added when its transaction commits, not when it rolls back', async () => {
    const transactions = world.get(Transactions);
    const lost = transactions.run(async (tx) => {
      await queue.add(sampleJob, { id: 'rolled back', failures: 0 }, { after: tx });
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    await transactions.run((tx) => queue.add(sampleJob, { id: 'committed', failures: 0 }, { after: tx }));
    await world.settled();
    expect(handled.map(({ id }) => id)).toEqual(['committed']);
  });

  test('while one runs, many adds of the same id become one more run', async () => {
    let open = () => {};
    SampleHandler.gate = new Promise((resolve) => (open = resolve));
    await queue.add(sampleJob, { id: 'first', failures: 0 }, { id: 'one' });
    while (handled.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    for (let n = 0; n < 5; n++) await queue.add(sampleJob, { id: `again ${n}`, failures: 0 }, { id: 'one' });
    open();
    await world.settled();
    expect(handled.map(({ id }) => id)).toEqual(['first', 'again 4']);
  });

  describe('JOB-04: a payload that is not what the job carries', () => {
    test('is not taken', async () => {
      const wrong = { id: 'x', failures: 'none' } as unknown as JobData<typeof sampleJob>;
      await expect(queue.add(sampleJob, wrong)).rejects.toThrow('no payload for sample.work: failures is not number');
      await expect(world.get(Transactions).run((tx) => queue.add(sampleJob, wrong, { after: tx }))).rejects.toThrow();
    });

    test('is not handled, and not tried again, when an older version left it', async () => {
      const { failed = 0 } = await queue.counts();
      await queue.add({ ...sampleJob, shape: { id: 'text' } }, { id: 'old' } as never);
      await world.settled();
      expect(handled).toEqual([]);
      expect(await queue.counts()).toMatchObject({ failed: failed + 1, delayed: 0 });
    });
  });

  test('JOB-03: a repeating job that the store forgot is missed, and repeats again when told so', async () => {
    const sweep = { ...sampleJob, shape: {}, everyMs: DAY_MS };
    const once = { ...sampleJob, name: 'sample.once' };
    await queue.repeat(sweep);
    expect(await queue.forgotten([sweep, once])).toEqual([]);
    await world.get<Queue>(getQueueToken('light') as never).removeJobScheduler(sweep.name);
    expect(await queue.forgotten([sweep, once])).toEqual([sweep]);
    await queue.repeat(sweep);
    expect(await queue.forgotten([sweep, once])).toEqual([]);
  });
});
