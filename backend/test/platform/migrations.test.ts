import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { migrate, revertLast } from '../../src/platform/database/index.js';
import { World } from '../harness/world.js';
import { smallApplication } from './small-application.js';

let world: World;
beforeAll(async () => {
  world = await World.open({}, smallApplication);
});
afterAll(() => world.close());

test('P-OPS-07: every migration goes down again, and up from an empty database', async () => {
  const files = (await readdir('migrations')).filter((file) => /^\d+-.+\.ts$/.test(file));
  const { url } = world.database;
  for (let n = 0; n < files.length; n++) await revertLast(url);
  const left = await world.database.rows<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  expect(left).toEqual([{ name: 'migrations' }]);
  expect(await migrate(url)).toHaveLength(files.length);
});
