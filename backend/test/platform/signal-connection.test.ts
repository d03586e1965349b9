import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { World } from '../harness/world.js';
import { smallApplication } from './small-application.js';

let world: World;
const connected = jest.spyOn(pg.Client.prototype, 'connect');

beforeAll(async () => {
  world = await World.open({}, smallApplication);
});
afterAll(async () => {
  await world.close();
  connected.mockRestore();
});

const HEARD = `from pg_stat_activity where application_name like '%-signals' and datname = current_database()`;
const listening = async () => (await world.database.rows<{ pid: number }>(`select pid ${HEARD}`)).map(({ pid }) => pid);
const isForSignals = (client: pg.Client) =>
  (
    client as pg.Client & { connectionParameters: { application_name?: string } }
  ).connectionParameters.application_name?.endsWith('-signals') ?? false;

async function replaced(former: number): Promise<number> {
  for (;;) {
    const pid = (await listening()).find((one) => one !== former);
    if (pid) return pid;
    await sleep(50);
  }
}

test('a connection that was replaced may fail again: the present one is not given up for it', async () => {
  const [former] = (connected.mock.contexts as pg.Client[]).filter(isForSignals);
  const [pid = 0] = await listening();
  await world.database.rows(`select pg_terminate_backend(pid) ${HEARD}`);
  const present = await replaced(pid);
  former?.emit('error', new Error('the line is dead, really'));
  // Longer than the first wait before a new connection.
  await sleep(1_500);
  expect(former).toBeDefined();
  expect(await listening()).toEqual([present]);
});
