import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DynamicModule, Module } from '@nestjs/common';
import { nextTid } from '../../src/common/ids.js';
import { Collections } from '../../src/modules/atproto/lexicon/collections.js';
import { GuardedFetch } from '../../src/modules/atproto/network/guarded-fetch.js';
import { people } from '../../src/modules/atproto/people.providers.js';
import { RecordReader } from '../../src/modules/atproto/records/record-reader.js';
import type { Settings } from '../../src/platform/config/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { PasswordAccess, platform } from './foundation.js';

@Module({
  imports: people.imports,
  providers: [...people.providers, Collections, GuardedFetch, RecordReader, PasswordAccess],
})
class ReadingModule {}

let world: World;
let ada: Person;

beforeAll(async () => {
  const application = (settings: Settings): DynamicModule => ({
    module: class ReadingApplication {},
    imports: [...platform(settings), ReadingModule],
  });
  world = await World.open({}, application);
  ada = await world.stranger('ada');
  world.get(PasswordAccess).give(ada.did, ada.password);
});
afterAll(() => world.close());

test('a record is read from its owner’s PDS, with the ids of our schemas', async () => {
  const rkey = nextTid();
  const value = { $type: 'fm.plyr.dev.track', title: 'song', mood: 'blue' };
  await write(rkey, value);
  expect(await world.get(RecordReader).get(ada.did, 'track', rkey)).toEqual({
    uri: `at://${ada.did}/fm.plyr.dev.track/${rkey}`,
    cid: expect.any(String),
    value: { ...value, $type: 'fm.plyr.track' },
  });
});

test('a record that is not there is null', async () => {
  expect(await world.get(RecordReader).get(ada.did, 'track', nextTid())).toBeNull();
});

test('CON-07: a PDS that fails is looked up anew the next time', async () => {
  const reader = world.get(RecordReader);
  await reader.get(ada.did, 'track', nextTid());
  expect(await isBelieved()).toBe(true);
  await world.pds.fail(500, { path: 'getRecord', times: 1 });
  await expect(reader.get(ada.did, 'track', nextTid())).rejects.toThrow();
  expect(await isBelieved()).toBe(false);
  expect(await reader.get(ada.did, 'track', nextTid())).toBeNull();
});

async function isBelieved(): Promise<boolean> {
  const row = await world.database.one<{ at: Date | null }>(
    'select pds_checked_at as at from accounts where did = $1',
    [ada.did],
  );
  return row?.at !== null;
}

async function write(rkey: string, record: object): Promise<void> {
  const agent = await world.get(PasswordAccess).agentFor(ada.did);
  const answer = await agent?.fetchHandler('/xrpc/com.atproto.repo.putRecord', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: ada.did, collection: 'fm.plyr.dev.track', rkey, record }),
  });
  expect(answer?.status).toBe(200);
}
