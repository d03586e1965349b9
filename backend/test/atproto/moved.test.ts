import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Grants, Outbox } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await World.open();
  ada = await world.artist('ada');
  await world.settled();
});
afterAll(() => world.close());

test('CON-07: a write to where the account no longer is reaches it by the second try', async () => {
  // The local PLC stands for a former server whose address belongs to something else by now.
  await livedAt(process.env.ATPROTO_PLC_URL ?? '');
  await ada.post('/artists/', { display_name: 'Ada', bio: 'new home' });
  const first = await entry(({ attempts, state }) => attempts === 1 && state === 'pending');
  expect(first.last_error).toMatch(/DID not registered/);

  await world.database.rows('update pds_outbox set next_attempt_at = now() where did = $1', [ada.did]);
  await world.get(Outbox).resume({ did: ada.did });
  const second = await entry(({ attempts }) => attempts === 2);
  expect(second.state).toBe('done');
  expect(await world.pds.records(ada.did, 'actor.profile')).toMatchObject([{ bio: 'new home' }]);
  expect(await tokensAreFor()).toBe(world.pds.url);
});

/** As if she had signed in while she lived there, and that were ten minutes ago. */
async function livedAt(pdsUrl: string): Promise<void> {
  const { id, session, version } = await grant();
  const moved = { ...session, tokenSet: { ...session.tokenSet, aud: pdsUrl } };
  await world.get(Grants).renew(id, version, moved);
  await world.database.rows(
    `update accounts set pds_url = $2, pds_checked_at = now() - interval '10 minutes' where did = $1`,
    [ada.did, pdsUrl],
  );
}

async function tokensAreFor(): Promise<string> {
  return new URL((await grant()).session.tokenSet.aud).origin;
}

async function grant() {
  const [found] = await world.get(Grants).living(ada.did);
  const read = found && (await world.get(Grants).read(found.id));
  if (!read) throw new Error('there is no grant');
  return { id: found.id, ...read };
}

interface Entry {
  state: string;
  attempts: number;
  last_error: string | null;
}

/** Waits until the newest entry is as described. */
async function entry(isThere: (entry: Entry) => boolean): Promise<Entry> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const newest = await world.database.one<Entry>(
      'select state, attempts, last_error from pds_outbox where did = $1 order by id desc limit 1',
      [ada.did],
    );
    if (newest && isThere(newest) && newest.state !== 'sending') return newest;
    if (Date.now() > deadline) throw new Error(`it did not come to it: ${JSON.stringify(newest)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
