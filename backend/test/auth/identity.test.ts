import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Accounts, Identity } from '../../src/modules/atproto/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;
let identity: Identity;

beforeAll(async () => {
  world = await World.open();
  identity = world.get(Identity);
});
afterAll(() => world.close());

/** Moves a person to another handle, as the settings of their server do. */
async function rename(person: Person, handle: string): Promise<void> {
  const call = (method: string, body: object, token?: string) =>
    fetch(`${world.pds.url}/xrpc/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
  const login = await call('com.atproto.server.createSession', { identifier: person.did, password: person.password });
  const { accessJwt } = (await login.json()) as { accessJwt: string };
  const answer = await call('com.atproto.identity.updateHandle', { handle }, accessJwt);
  if (!answer.ok) throw new Error(await answer.text());
}

const age = (did: string, hours: number) =>
  world.database.rows(
    `update accounts set handle_checked_at = now() - $2 * interval '1 hour',
                         pds_checked_at = now() - $2 * interval '1 hour' where did = $1`,
    [did, hours],
  );

describe('CON-07: who and where somebody is', () => {
  test('by handle and by DID, confirmed in both directions', async () => {
    const alice = await world.stranger('alice');
    const expected = { did: alice.did, handle: alice.handle, pdsUrl: world.pds.url };
    expect(await identity.resolve(`@${alice.handle}`)).toMatchObject(expected);
    await world.database.rows('delete from accounts');
    expect(await identity.resolve(alice.did)).toMatchObject(expected);
  });

  test('is kept, so that nobody is asked twice within the hour', async () => {
    const alice = await world.stranger('alice');
    await identity.resolve(alice.handle);
    await world.pds.away();
    expect(await identity.resolve(alice.handle)).toMatchObject({ did: alice.did });
    await expect(identity.resolve(alice.handle, { fresh: true })).rejects.toMatchObject({
      code: 'identity.unreachable',
    });
    await world.pds.resume();
  });

  test('out of date is better than nothing', async () => {
    const alice = await world.stranger('alice');
    await identity.resolve(alice.handle);
    await age(alice.did, 2);
    await world.pds.away();
    expect(await identity.resolve(alice.handle)).toMatchObject({ did: alice.did, pdsUrl: world.pds.url });
    await world.pds.resume();
  });

  test('a new handle is seen when the time is over, and the old one still finds the person (AUTH-21)', async () => {
    const alice = await world.stranger('alice');
    await identity.resolve(alice.did);
    const renamed = alice.handle.replace('alice', 'lecia');
    await rename(alice, renamed);
    expect(await identity.resolve(alice.did)).toMatchObject({ handle: alice.handle });
    await age(alice.did, 2);
    expect(await identity.resolve(alice.did)).toMatchObject({ handle: renamed });
    const found = await world.get(Accounts).byHandle(alice.handle);
    expect(found).toMatchObject({ did: alice.did, handle: renamed });
    await expect(identity.resolve(alice.handle)).rejects.toMatchObject({ code: 'identity.handle_unknown' });
  });

  test('a sign-in sees the new handle at once', async () => {
    const alice = await world.person('alice');
    const renamed = alice.handle.replace('alice', 'lecia');
    await rename(alice, renamed);
    const started = await alice.get(`/auth/start?handle=${renamed}`);
    const params = await world.control.approve(started.headers.get('location') ?? '', alice.did);
    await alice.callback(params);
    expect(await alice.get('/auth/me')).toMatchObject({ body: { handle: renamed } });
  });

  test('after a bad answer of their server the next one asks anew', async () => {
    const alice = await world.stranger('alice');
    await identity.resolve(alice.did);
    await rename(alice, alice.handle.replace('alice', 'lecia'));
    await age(alice.did, 0.5);
    expect(await identity.forget(alice.did)).toBe(true);
    expect((await identity.resolve(alice.did)).handle).toMatch(/^lecia/);
  });

  test('but not when it was asked just now: a server that is down costs the directory a question a minute', async () => {
    const alice = await world.stranger('alice');
    await identity.resolve(alice.did);
    await rename(alice, alice.handle.replace('alice', 'lecia'));
    expect(await identity.forget(alice.did)).toBe(false);
    expect((await identity.resolve(alice.did)).handle).toBe(alice.handle);
  });

  test('many at once, without those who cannot be found', async () => {
    const [alice, bob] = [await world.stranger('alice'), await world.stranger('bob')];
    await identity.resolve(alice.did);
    const nobody = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
    const urls = await identity.pdsUrls([alice.did, bob.did, nobody, alice.did]);
    expect(Object.fromEntries(urls)).toEqual({ [alice.did]: world.pds.url, [bob.did]: world.pds.url });
  });

  test.each(['did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', 'did:key:zQ3sh', 'nobody.test'])('nobody is %s', async (name) => {
    await expect(identity.resolve(name)).rejects.toMatchObject({ code: 'identity.handle_unknown', kind: 'refused' });
  });

  test('P-SEC-08: a did:web on a private address is not called', async () => {
    await expect(identity.resolve('did:web:localhost')).rejects.toMatchObject({ code: 'network.address_refused' });
  });
});
