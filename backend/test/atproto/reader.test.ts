import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

describe('CON-07: an account that moved away from where it was known to be', () => {
  test.each([
    ['a host that is gone', 'https://pds.invalid'],
    ['a host that is no PDS any more', process.env.ATPROTO_PLC_URL ?? ''],
  ])('from %s is found by the second reading', async (_what, formerHome) => {
    const rkey = nextTid();
    await write(rkey, { $type: 'fm.plyr.dev.track', title: 'moved along' });
    await knownAt(formerHome);
    const read = () => world.get(RecordReader).get(ada.did, 'track', rkey);
    await expect(read()).rejects.toThrow();
    expect(await read()).toMatchObject({ value: { title: 'moved along' } });
  });

  test('from a PDS that no longer has it: no record is claimed to be missing', async () => {
    await knownAt(world.pds.url);
    const gone = { error: 'InvalidRequest', message: 'Could not locate record' };
    await world.pds.fail(400, { path: 'getRecord', times: 2, body: gone });
    const read = () => world.get(RecordReader).get(ada.did, 'track', nextTid());
    await expect(read()).rejects.toThrow('Could not locate record');
    // The directory was asked meanwhile, and names this PDS: now it is believed.
    expect(await read()).toBeNull();
  });

  test('a PDS in trouble is looked up once, not at every reading', async () => {
    await knownAt(world.pds.url);
    await world.pds.fail(500, { path: 'getRecord', times: 3 });
    const lookedUpAt: unknown[] = [];
    for (let reading = 0; reading < 3; reading++) {
      await expect(world.get(RecordReader).get(ada.did, 'track', nextTid())).rejects.toThrow();
      lookedUpAt.push(await believedSince());
    }
    expect(lookedUpAt[0]).toBeNull();
    expect(lookedUpAt[1]).toEqual(expect.any(Date));
    expect(lookedUpAt[2]).toEqual(lookedUpAt[1]);
  });
});

/** What was found out ten minutes ago. */
async function knownAt(pdsUrl: string): Promise<void> {
  await world.database.rows(
    `insert into accounts (did, handle, handle_checked_at, pds_url, pds_checked_at)
     values ($1, $2, now(), $3, now() - interval '10 minutes')
     on conflict (did) do update set pds_url = excluded.pds_url, pds_checked_at = excluded.pds_checked_at`,
    [ada.did, ada.handle, pdsUrl],
  );
}

async function believedSince(): Promise<Date | null> {
  const row = await world.database.one<{ at: Date | null }>(
    'select pds_checked_at as at from accounts where did = $1',
    [ada.did],
  );
  return row?.at ?? null;
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
