import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProductProcess } from '../harness/process.js';
import { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { DatabaseGate } from './database-gate.js';

let world: World;
let gate: DatabaseGate;
let product: ProductProcess | undefined;

beforeAll(async () => {
  world = await World.open({ APP_ROLE: 'api' });
  gate = await DatabaseGate.before(world.database.url);
});
afterAll(async () => {
  await product?.kill();
  await gate.end();
  await world.close();
});

async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`it did not come to it:\n${product?.log ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('OPS-03: a database that is away', () => {
  test.each(['true', 'false'])(
    'is waited for at the start, with DATABASE_MIGRATE_ON_START=%s',
    async (migrates) => {
      gate.shut();
      gate.refused = 0;
      await product?.kill();
      const starting = world.process({
        LOG_LEVEL: 'warn',
        DATABASE_URL: gate.url,
        DATABASE_MIGRATE_ON_START: migrates,
      });
      await eventually(() => gate.refused >= 2);
      gate.open();
      product = await starting;
      expect(product.log).toContain('the database is not reachable');
    },
    60_000,
  );

  test('is told as 503 while a process runs, and found again by itself', async () => {
    const visitor = new Visitor(product!.url);
    expect((await visitor.get('/tracks/')).status).toBe(200);
    gate.shut();
    // What guests share is kept for a moment longer.
    await eventually(async () => (await visitor.get('/tracks/')).status !== 200);
    const answer = await visitor.get('/tracks/');
    expect(answer).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('retry-after')).toBe('5');
    expect((await visitor.get('/ready')).status).toBe(503);
    expect((await visitor.get('/health')).status).toBe(200);
    gate.open();
    await eventually(async () => (await visitor.get('/ready')).status === 200);
    expect((await visitor.get('/tracks/')).status).toBe(200);
  }, 90_000);
});
