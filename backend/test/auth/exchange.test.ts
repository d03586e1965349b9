import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../harness/answer.js';
import type { Person } from '../harness/person.js';
import { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

async function tokenOf(person: Person): Promise<string> {
  return (await person.landing()).searchParams.get('exchange_token') ?? '';
}

const invalid = {
  status: 401,
  body: { code: 'auth.exchange_invalid', detail: 'invalid, expired, or already used exchange token' },
};

describe('AUTH-03, AUTH-04: the exchange token', () => {
  test('opens one session, however many ask at once', async () => {
    const alice = await world.stranger('alice');
    const token = await tokenOf(alice);
    const asks = Array.from({ length: 8 }, () => alice.elsewhere().post('/auth/exchange', { exchange_token: token }));
    const statuses = (await Promise.all(asks)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(7).fill(401)]);
  });

  test('a replay is refused', async () => {
    const alice = await world.stranger('alice');
    const token = await tokenOf(alice);
    await alice.post('/auth/exchange', { exchange_token: token });
    expect(await alice.post('/auth/exchange', { exchange_token: token })).toMatchObject(invalid);
  });

  test('after a minute it is refused', async () => {
    const alice = await world.stranger('alice');
    const token = await tokenOf(alice);
    const [row] = await world.database.rows<{ life: number }>(
      'select extract(epoch from expires_at - created_at)::int as life from exchange_tokens order by created_at desc limit 1',
    );
    expect(row?.life).toBe(60);
    await world.database.rows(`update exchange_tokens set expires_at = now() - interval '1 second'`);
    expect(await alice.post('/auth/exchange', { exchange_token: token })).toMatchObject(invalid);
  });

  test.each(['', 'x', 'x'.repeat(43)])('%j is refused', async (token) => {
    expect(await world.visitor().post('/auth/exchange', { exchange_token: token })).toMatchObject(invalid);
  });

  test('SEC-06, AUTH-22: a page of others cannot sign a visitor in, though there is no cookie yet', async () => {
    const alice = await world.stranger('alice');
    const token = await tokenOf(alice);
    const body = JSON.stringify({ exchange_token: token });
    const send = (headers: Record<string, string>): Promise<Response> =>
      new Visitor(world.url).fetch('/auth/exchange', { method: 'POST', body, type: 'application/json', headers });
    const refused = await send({ origin: 'https://evil.example' });
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'request.bad_origin' }]);
    expect((await send({ origin: world.url })).status).toBe(200);
  });

  test('a program gets the session in the answer and no cookie', async () => {
    for (const ask of [tokenMode, mediaType]) {
      const alice = await world.stranger('alice');
      const answer = await ask(await tokenOf(alice));
      expect(answer.headers.getSetCookie()).toEqual([]);
      const program = world.visitor();
      program.bearer = answer.body.session_id;
      expect(await program.get('/auth/me')).toMatchObject({ status: 200, body: { did: alice.did } });
    }
  });
});

type Session = Answer<{ session_id: string }>;
const tokenMode = (token: string): Promise<Session> =>
  world.visitor().post('/auth/exchange', { exchange_token: token, mode: 'token' });
const mediaType = (token: string): Promise<Session> =>
  world
    .visitor()
    .call('POST', '/auth/exchange', { exchange_token: token }, { accept: 'application/vnd.plyr.token+json' });

describe('AUTH-06: carriers', () => {
  const required = { status: 401, body: { code: 'auth.required', detail: 'not authenticated - login required' } };
  const broken = { status: 401, body: { code: 'auth.session_invalid', detail: 'invalid or expired session' } };

  test('nobody is told to sign in', async () => {
    expect(await world.visitor().get('/auth/me')).toMatchObject(required);
  });

  test.each(['short', 'x'.repeat(43), `' or 1=1 --`])('a made-up value %j opens nothing', async (value) => {
    const program = world.visitor();
    program.bearer = value;
    const answer = await program.get('/auth/me');
    expect([required, broken].map(({ body }) => body.code)).toContain((answer.body as { code: string }).code);
    expect(answer.status).toBe(401);
  });

  test('the cookie goes before the header', async () => {
    const [alice, bob] = [await world.person('alice'), await world.person('bob')];
    alice.bearer = bob.cookies.get('session_id');
    expect(await alice.get('/auth/me')).toMatchObject({ body: { did: alice.did } });
    alice.cookies.delete('session_id');
    expect(await alice.get('/auth/me')).toMatchObject({ body: { did: bob.did } });
  });

  test('a session that ran out opens nothing', async () => {
    const alice = await world.person('alice');
    await world.database.rows(`update sessions set expires_at = now() - interval '1 second' where did = $1`, [
      alice.did,
    ]);
    expect(await alice.get('/auth/me')).toMatchObject(broken);
  });

  test('the last use is noted once a minute', async () => {
    const alice = await world.person('alice');
    const lastUse = async () =>
      (
        await world.database.rows<{ age: number }>(
          `select extract(epoch from now() - last_used_at)::int as age from sessions where did = $1`,
          [alice.did],
        )
      )[0]?.age ?? -1;
    await world.database.rows(`update sessions set last_used_at = now() - interval '50 seconds' where did = $1`, [
      alice.did,
    ]);
    await alice.get('/auth/me');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await lastUse()).toBeGreaterThanOrEqual(50);
    await world.database.rows(`update sessions set last_used_at = now() - interval '2 hours' where did = $1`, [
      alice.did,
    ]);
    await alice.get('/auth/me');
    await expect(until(async () => (await lastUse()) < 60)).resolves.toBe(true);
  });
});

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let looks = 0; looks < 50; looks++) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return false;
}
