import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NodeSavedSession } from '@atproto/oauth-client-node';
import { Grants, OAuthClients } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  // Every renewal of tokens leaves a line, whichever process or client made it.
  await world.database.rows('create table renewals (grant_id uuid, holder_did text)');
  await world.database.rows(`
    create function note_renewal() returns trigger language plpgsql as $$
    begin insert into renewals values (new.id, new.did); return new; end $$`);
  await world.database.rows(`
    create trigger note after update of ciphertext on oauth_grants for each row execute function note_renewal()`);
});
beforeEach(async () => {
  alice = await world.person('alice');
  await world.settled();
});
afterAll(() => world.close());

const NSID = 'fm.plyr.dev.track';
const REFUSED = { 'www-authenticate': 'DPoP error="invalid_token", error_description="it is too old"' };

/** Writes a small record in the person's name, as any writer of ours does: with an agent of its own. */
async function write(person: Person): Promise<number> {
  const agent = await world.get(OAuthClients).agentFor(person.did);
  const record = { repo: person.did, collection: NSID, record: { $type: NSID, title: 'song' } };
  const response = await agent?.fetchHandler('/xrpc/com.atproto.repo.createRecord', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  return response?.status ?? 0;
}

const twenty = (person: Person) => Promise.all(Array.from({ length: 20 }, () => write(person)));
const renewals = () => world.database.rows('select 1 from renewals where holder_did = $1', [alice.did]);

async function stored(person: Person): Promise<{ id: string; session: NodeSavedSession; version: Date | null }> {
  const grants = world.get(Grants);
  const [grant] = await grants.living(person.did);
  const read = await grants.read(grant?.id ?? '');
  if (!grant || !read) throw new Error('there is no grant');
  return { id: grant.id, ...read };
}

/** Makes the access token of the stored session look as if its time were over. */
async function runOut(person: Person): Promise<NodeSavedSession> {
  const { id, session, version } = await stored(person);
  const expired = { ...session, tokenSet: { ...session.tokenSet, expires_at: new Date(0).toISOString() } };
  await world.get(Grants).renew(id, version, expired);
  await world.database.rows('delete from renewals');
  return session;
}

describe('AUTH-08: tokens are refreshed once', () => {
  test('a grant writes', async () => {
    expect(await write(alice)).toBe(200);
    expect(await world.pds.records(alice.did, 'track')).toMatchObject([{ title: 'song' }]);
    expect(await renewals()).toHaveLength(0);
  });

  test('when they ran out under 20 parallel requests', async () => {
    await runOut(alice);
    expect(await twenty(alice)).toEqual(Array(20).fill(200));
    expect(await renewals()).toHaveLength(1);
  });

  test('when the server refuses them under 20 parallel requests', async () => {
    const before = (await stored(alice)).session.tokenSet.access_token;
    await world.pds.fail(401, { path: 'createRecord', times: 20, headers: REFUSED, body: { error: 'invalid_token' } });
    expect(await twenty(alice)).toEqual(Array(20).fill(200));
    expect(await renewals()).toHaveLength(1);
    expect((await stored(alice)).session.tokenSet.access_token).not.toBe(before);
  });

  test('a cold start knows no DPoP nonce and writes all the same', async () => {
    await world.stop();
    await world.start();
    expect(await write(alice)).toBe(200);
    expect(await renewals()).toHaveLength(0);
  });

  test('a server that is away during the refresh kills nothing', async () => {
    await runOut(alice);
    await world.pds.away();
    await expect(write(alice)).rejects.toThrow();
    await world.pds.resume();
    expect(await write(alice)).toBe(200);
    expect((await alice.get('/auth/me')).status).toBe(200);
  });
});

describe('P-SEC-03: a dead grant', () => {
  /** Puts used tokens back, as a restored backup would: the server will take a second use for theft. */
  async function poison(person: Person): Promise<void> {
    const used = await runOut(person);
    expect(await write(person)).toBe(200);
    const { id, version } = await stored(person);
    const old = { ...used, tokenSet: { ...used.tokenSet, expires_at: new Date(0).toISOString() } };
    await world.get(Grants).renew(id, version, old);
  }

  async function die(person: Person): Promise<void> {
    await poison(person);
    await expect(write(person)).rejects.toThrow();
  }

  test('is told by /auth/me, writes nothing, and lives again after a sign-in', async () => {
    await die(alice);
    expect(await alice.get('/auth/me')).toMatchObject({
      status: 401,
      body: { code: 'auth.session_expired', detail: 'session_expired: please sign in again' },
    });
    expect(await write(alice)).toBe(0);
    expect((await alice.get('/artists/me')).status).toBe(404);
    await alice.signIn();
    expect((await alice.get('/auth/me')).status).toBe(200);
    expect(await write(alice)).toBe(200);
  });

  test('AUTH-06: is told by what writes records, and reading goes on', async () => {
    await die(alice);
    for (const refused of [
      await alice.post('/artists/', { display_name: 'Alice' }),
      await alice.post('/tracks/1/like'),
      await alice.upload('/tracks/', { title: 'x' }),
    ])
      expect(refused).toMatchObject({ status: 401, body: { code: 'auth.session_expired' } });
    expect((await alice.get('/tracks/')).status).toBe(200);
    expect((await alice.patch('/preferences/', { theme: 'light' })).status).toBe(200);
    expect((await alice.post('/auth/logout')).status).toBe(200);
  });

  test('what was accepted before it was known waits for the next sign-in', async () => {
    await poison(alice);
    await alice.post('/artists/', { display_name: 'Alice', bio: 'still here' });
    await world.settled();
    const waiting = 'select waiting, attempts from pds_outbox where did = $1';
    expect(await world.database.rows(waiting, [alice.did])).toEqual([{ waiting: 'no_grant', attempts: 0 }]);
    await alice.signIn();
    await world.settled();
    expect(await world.pds.records(alice.did, 'actor.profile')).toMatchObject([{ bio: 'still here' }]);
  });
});

describe('AUTH-05: browsers of one person share a grant', () => {
  test('a second browser replaces the tokens, and the first goes on', async () => {
    const phone = alice.elsewhere();
    const before = await stored(alice);
    await phone.signIn();
    const after = await stored(alice);
    expect(after.id).toBe(before.id);
    expect(after.session.tokenSet.access_token).not.toBe(before.session.tokenSet.access_token);
    expect((await alice.get('/auth/me')).status).toBe(200);
    expect((await phone.get('/auth/me')).status).toBe(200);
    expect(await write(alice)).toBe(200);
  });

  test.each(['/auth/me', '/jobs'])('a grant whose key is gone signs its browsers out, as %s says', async (route) => {
    await world.database.rows(`update oauth_grants set key_id = 'lost' where did = $1`, [alice.did]);
    expect(await alice.get(route)).toMatchObject({ status: 401, body: { code: 'auth.session_invalid' } });
    expect(await world.database.rows('select 1 from sessions where did = $1', [alice.did])).toEqual([]);
  });

  test('a grant that its key does not open signs its browsers out', async () => {
    await world.database.rows(`update oauth_grants set ciphertext = 'no longer what it was' where did = $1`, [
      alice.did,
    ]);
    expect(await alice.get('/auth/me')).toMatchObject({ status: 401, body: { code: 'auth.session_invalid' } });
    expect(await world.database.rows('select 1 from sessions where did = $1', [alice.did])).toEqual([]);
  });

  test('a grant that covers too little is said, and writes nothing (AUTH-09)', async () => {
    await world.database.rows(`update oauth_grants set scopes = 'atproto repo:${NSID}' where did = $1`, [alice.did]);
    expect(await alice.get('/auth/me')).toMatchObject({ status: 200, body: { scopes_ok: false } });
    const refused = await alice.post('/artists/', { display_name: 'alice' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'auth.scope_upgrade_required' } });
    expect((refused.body as { detail: string }).detail).toMatch(/^scope_upgrade_required/);
    expect((await alice.patch('/preferences/', { theme: 'light' })).status).toBe(200);
    expect(await write(alice)).toBe(0);
  });
});
