import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Begins a sign-in in this browser and agrees to it at the server: the query that comes back. */
async function agreed(person: Person, as = person, scope?: string): Promise<URLSearchParams> {
  const started = await person.get(`/auth/start?handle=${person.handle}`);
  return world.control.approve(started.headers.get('location') ?? '', as.did, scope);
}

const failure = (landing: URL) => [landing.pathname, landing.searchParams.get('auth_error')];

async function expectNobody(person: Person): Promise<void> {
  expect(await world.database.rows('select 1 from sessions where did = $1', [person.did])).toEqual([]);
  expect(await world.database.rows('select 1 from oauth_grants where did = $1', [person.did])).toEqual([]);
}

describe('a callback that is not what it claims', () => {
  test('AUTH-22: another browser is refused, and the own one still gets in', async () => {
    const alice = await world.stranger('alice');
    const params = await agreed(alice);
    expect(failure(await alice.elsewhere().callback(params))).toEqual(['/', 'expired']);
    const other = await world.stranger('other');
    await other.get(`/auth/start?handle=${other.handle}`);
    expect(failure(await other.callback(params))).toEqual(['/', 'expired']);
    await expectNobody(alice);
    expect((await alice.callback(params)).searchParams.get('exchange_token')).toBeTruthy();
  });

  test('two tabs of one browser both get in', async () => {
    const alice = await world.stranger('alice');
    const [first, second] = [await agreed(alice), await agreed(alice)];
    for (const params of [first, second])
      expect((await alice.callback(params)).searchParams.get('exchange_token')).toBeTruthy();
  });

  test('a second visit of the same address is refused', async () => {
    const alice = await world.stranger('alice');
    const params = await agreed(alice);
    await alice.callback(params);
    expect(failure(await alice.callback(params))).toEqual(['/', 'expired']);
  });

  test('a code that was used is refused, also with a fresh state', async () => {
    const alice = await world.stranger('alice');
    const used = await agreed(alice);
    await alice.callback(used);
    const fresh = await agreed(alice);
    fresh.set('code', used.get('code') ?? '');
    expect(failure(await alice.callback(fresh))).toEqual(['/', 'failed']);
  });

  test('an unknown state is refused', async () => {
    const alice = await world.stranger('alice');
    const params = await agreed(alice);
    params.set('state', 'x'.repeat(43));
    expect(failure(await alice.callback(params))).toEqual(['/', 'expired']);
    expect(failure(await alice.callback(new URLSearchParams()))).toEqual(['/', 'expired']);
  });

  test.each([
    ['another issuer', 'https://evil.example'],
    ['no issuer', null],
  ])('%s is refused', async (_what, issuer) => {
    const alice = await world.stranger('alice');
    const params = await agreed(alice);
    if (issuer) params.set('iss', issuer);
    else params.delete('iss');
    expect(failure(await alice.callback(params))).toEqual(['/', 'failed']);
    await expectNobody(alice);
  });

  test('a flow older than ten minutes is refused', async () => {
    const alice = await world.stranger('alice');
    const params = await agreed(alice);
    const late = `update oauth_flows set expires_at = now() - interval '1 second'`;
    await world.database.rows(late);
    expect(failure(await alice.callback(params))).toEqual(['/', 'expired']);
  });

  test('who signs in as somebody else is told, and nothing is kept', async () => {
    const [alice, bob] = [await world.stranger('alice'), await world.stranger('bob')];
    const params = await agreed(alice, bob);
    const answer = await alice.get(`/auth/callback?${params.toString()}`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.did_mismatch' } });
    await expectNobody(alice);
    await expectNobody(bob);
  });

  test('who grants less than is needed is told, and nothing is kept (AUTH-09)', async () => {
    const alice = await world.stranger('alice');
    const params = await agreed(alice, alice, 'atproto repo:fm.plyr.dev.track');
    expect(failure(await alice.callback(params))).toEqual(['/', 'scope_mismatch']);
    await expectNobody(alice);
  });

  test('who says no comes back without a session', async () => {
    const alice = await world.stranger('alice');
    const started = await alice.get(`/auth/start?handle=${alice.handle}`);
    const params = await world.control.deny(started.headers.get('location') ?? '');
    expect(failure(await alice.callback(params))).toEqual(['/', 'denied']);
    await expectNobody(alice);
  });
});
