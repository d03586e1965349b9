import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NodeSavedSession } from '@atproto/oauth-client-node';
import { purgeFlows } from '../../src/modules/auth/cleaning/purge-flows.handler.js';
import { purgeSessions } from '../../src/modules/auth/cleaning/purge-sessions.handler.js';
import { Grants, OAuthClients } from '../../src/modules/atproto/index.js';
import { JobQueue } from '../../src/platform/queue/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const grantsOf = (person: Person) =>
  world.database.rows('select 1 from oauth_grants where did = $1', [person.did]).then(({ length }) => length);

async function tokensOf(person: Person): Promise<NodeSavedSession> {
  const [grant] = await world.get(Grants).living(person.did);
  const read = await world.get(Grants).read(grant?.id ?? '');
  if (!read) throw new Error('there is no grant');
  return read.session;
}

/** Whether the server still refreshes these tokens: they are put in the place of a new sign-in's and used. */
async function areAlive(person: Person, tokens: NodeSavedSession): Promise<boolean> {
  await person.signIn();
  const [grant] = await world.get(Grants).living(person.did);
  const expired = { ...tokens, tokenSet: { ...tokens.tokenSet, expires_at: new Date(0).toISOString() } };
  await world.get(Grants).renew(grant?.id ?? '', grant?.refreshedAt ?? null, expired);
  const agent = await world.get(OAuthClients).agentFor(person.did);
  return agent!.fetchHandler('/xrpc/com.atproto.server.getSession', {}).then(
    (response) => response.ok,
    () => false,
  );
}

describe('AUTH-11: signing out', () => {
  test('ends this browser and no other', async () => {
    const laptop = await world.person('alice');
    const phone = laptop.elsewhere();
    await phone.signIn();
    const kept = laptop.cookies.get('session_id');
    const answer = await laptop.post('/auth/logout');
    expect(answer).toMatchObject({ status: 200, body: { message: 'logged out successfully' } });
    expect(laptop.cookies.has('session_id')).toBe(false);
    laptop.cookies.set('session_id', kept ?? '');
    expect((await laptop.get('/auth/me')).status).toBe(401);
    expect((await phone.get('/auth/me')).status).toBe(200);
    await world.settled();
    expect(await grantsOf(phone)).toBe(1);
  });

  test('the last one gives the grant back to the server', async () => {
    const alice = await world.person('alice');
    await world.settled();
    const tokens = await tokensOf(alice);
    await alice.post('/auth/logout');
    await world.settled();
    expect(await grantsOf(alice)).toBe(0);
    expect(await areAlive(alice, tokens)).toBe(false);
  });

  test('tokens that were merely forgotten would still live', async () => {
    const alice = await world.person('alice');
    await world.settled();
    const tokens = await tokensOf(alice);
    await world.database.rows('delete from oauth_grants where did = $1', [alice.did]);
    expect(await areAlive(alice, tokens)).toBe(true);
  });

  test('what was done before is still written', async () => {
    const alice = await world.person('alice');
    await world.settled();
    await world.pds.fail(503, { path: 'putRecord', times: 1 });
    await alice.post('/artists/', { display_name: 'Alice', bio: 'gone soon' });
    await alice.post('/auth/logout');
    await world.settled();
    expect(await world.pds.records(alice.did, 'actor.profile')).toMatchObject([{ bio: 'gone soon' }]);
    expect(await grantsOf(alice)).toBe(0);
  });

  test('who signs in again in time keeps the grant', async () => {
    const alice = await world.person('alice');
    await world.settled();
    await world.pds.fail(503, { path: 'putRecord', times: 1 });
    await alice.post('/artists/', { display_name: 'Alice', bio: 'stays' });
    await alice.post('/auth/logout');
    await alice.signIn();
    await world.settled();
    expect(await grantsOf(alice)).toBe(1);
    expect((await alice.get('/auth/me')).status).toBe(200);
  });

  test('a page of others cannot sign anyone out (SEC-06)', async () => {
    const alice = await world.person('alice');
    const answer = await alice.call('POST', '/auth/logout', undefined, { origin: 'https://evil.example' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'request.bad_origin' } });
    expect((await alice.get('/auth/me')).status).toBe(200);
  });

  test('another account in the same browser takes the place of the first', async () => {
    const [alice, bob] = [await world.person('alice'), await world.stranger('bob')];
    const old = alice.cookies.get('session_id') ?? '';
    bob.cookies.set('session_id', old);
    await bob.signIn();
    expect(await bob.get('/auth/me')).toMatchObject({ body: { did: bob.did } });
    expect(bob.cookies.get('session_id')).not.toBe(old);
    expect((await alice.get('/auth/me')).status).toBe(401);
  });
});

describe('what is left over goes', () => {
  const clean = async () => {
    for (const job of [purgeFlows, purgeSessions]) await world.get(JobQueue).add(job, {});
    await world.settled();
  };

  test('flows that never came back', async () => {
    const alice = await world.stranger('alice');
    await alice.get(`/auth/start?handle=${alice.handle}`);
    await clean();
    expect(await world.database.count('oauth_flows')).toBe(1);
    await world.database.rows(`update oauth_flows set expires_at = now() - interval '1 second'`);
    await clean();
    expect(await world.database.count('oauth_flows')).toBe(0);
  });

  test('sessions that ran out, and those that nobody fetched, with their grants', async () => {
    const [alice, bob, carol] = [await world.person('alice'), await world.stranger('bob'), await world.person('carol')];
    await bob.landing();
    await world.database.rows(`update sessions set expires_at = now() - interval '1 day' where did = $1`, [alice.did]);
    await world.database.rows(`update exchange_tokens set expires_at = now() - interval '2 hours'`);
    await clean();
    await world.settled();
    const left = await world.database.rows<{ did: string }>('select did from sessions where did = any($1)', [
      [alice.did, bob.did, carol.did],
    ]);
    expect(left).toEqual([{ did: carol.did }]);
    expect([await grantsOf(alice), await grantsOf(bob), await grantsOf(carol)]).toEqual([0, 0, 1]);
    expect(await world.database.count('exchange_tokens')).toBe(0);
  });
});
