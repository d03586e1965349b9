import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';
import { IngestStatus } from '../../src/modules/atproto/ingest/stream/ingest-status.js';
import { readSettings } from '../../src/platform/config/index.js';
import { createServer } from '../../src/platform/http/index.js';
import type { World } from '../harness/world.js';
import { eventually, listeningWorld, OtherClient } from './listening.js';

let world: World;
let second: NestFastifyApplication;

beforeAll(async () => {
  world = await listeningWorld();
  const settings = readSettings({
    ...process.env,
    DATABASE_URL: world.database.url,
    INGEST_ENABLED: 'true',
    APP_ROLE: 'ingest',
    PUBLIC_URL: world.url,
    FRONTEND_URL: world.url,
  });
  second = await createServer(AppModule.for(settings), settings);
  await second.init();
});
afterAll(async () => {
  await second.close();
  await world.close();
});

const isListening = () => second.get(IngestStatus, { strict: false }).isConnected;

test('one process of the cluster listens; another takes over when it goes, and nothing is missed', async () => {
  const client = await OtherClient.of(world, await world.stranger('fan'));
  const profile = (bio: string) => client.put(`at://${client.did}/${world.pds.nsid('actor.profile')}/self`, { bio });
  const seen = async () => {
    const [row] = await world.database.rows<{ rev: string }>('select repo_rev as rev from accounts where did = $1', [
      client.did,
    ]);
    return row?.rev;
  };
  await profile('one');
  const first = await eventually(async () => {
    const rev = await seen();
    if (!rev) throw new Error('not heard yet');
    return rev;
  });
  expect(isListening()).toBe(false);

  await world.stop();
  await profile('two');
  await eventually(() => expect(isListening()).toBe(true));
  await eventually(async () => expect((await seen()) ?? '').not.toBe(first));
});
