import { type DynamicModule } from '@nestjs/common';
import { afterEach, expect, test } from '@jest/globals';
import type { Settings } from '../../src/platform/config/index.js';
import { defineJob, Handles } from '../../src/platform/queue/index.js';
import { World } from '../harness/world.js';
import { sampleJob, smallApplication } from './small-application.js';

let world: World | undefined;
afterEach(() => world?.close());

/** The platform with these handlers beside its own. */
const withHandlers =
  (...providers: (new () => object)[]) =>
  (settings: Settings): DynamicModule => {
    const { imports = [], ...application } = smallApplication(settings);
    return { ...application, imports: [...imports, { module: class More {}, providers }] };
  };

@Handles(sampleJob)
class SecondHandler {
  async run(): Promise<void> {}
}

test('JOB-04: the process does not start when a job has two handlers', async () => {
  await expect(World.open({}, withHandlers(SecondHandler))).rejects.toThrow('job sample.work has two handlers');
});

test('JOB-04: it does not start when a job has none, and does when it has one', async () => {
  const lonely = defineJob('sample.lonely');
  await expect(World.open({}, withHandlers())).rejects.toThrow('job sample.lonely has no handler');

  @Handles(lonely)
  class LonelyHandler {
    async run(): Promise<void> {}
  }
  world = await World.open({ APP_ROLE: 'api' }, withHandlers(LonelyHandler));
});
