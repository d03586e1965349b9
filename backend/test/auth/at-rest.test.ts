import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Grants } from '../../src/modules/atproto/index.js';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Every row of every table, with bytes as readable as they can be made. */
async function everything(): Promise<string> {
  const tables = await world.database.rows<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await world.database.rows<Record<string, unknown>>(`select * from ${name}`);
    texts.push(JSON.stringify(rows.map((row) => Object.values(row).map(readable))));
  }
  return texts.join('\n');
}

function readable(value: unknown): unknown {
  return Buffer.isBuffer(value) ? [value.toString('latin1'), value.toString('hex')] : value;
}

test('P-SEC-01, AUTH-02: the database holds nothing that opens anything', async () => {
  const alice = await world.person('alice');
  await world.settled();
  // One sign-in under way and one waiting for its exchange, so that every table has something to hide.
  const begun = await alice.get(`/auth/start?handle=${alice.handle}`);
  const params = await world.control.approve(begun.headers.get('location') ?? '', alice.did);
  const landing = await alice.elsewhere().landing();
  const [grant] = await world.get(Grants).living(alice.did);
  const read = await world.get(Grants).read(grant?.id ?? '');
  const { tokenSet, dpopJwk } = read?.session ?? {};

  const secrets = {
    session: alice.cookies.get('session_id'),
    flow: alice.cookies.get('oauth_flow'),
    state: params.get('state'),
    code: params.get('code'),
    exchange: landing.searchParams.get('exchange_token'),
    access: tokenSet?.access_token,
    refresh: tokenSet?.refresh_token,
    key: (dpopJwk as { d?: string } | undefined)?.d,
  };
  const dump = await everything();
  expect(dump).toContain(alice.handle);
  for (const [name, secret] of Object.entries(secrets)) {
    expect({ name, length: secret?.length ?? 0 }).toEqual({ name, length: expect.any(Number) });
    expect(secret?.length).toBeGreaterThan(20);
    for (const form of [
      secret,
      Buffer.from(secret ?? '').toString('hex'),
      Buffer.from(secret ?? '').toString('base64'),
    ])
      expect(dump.includes(form ?? '')).toBe(false);
  }
});

test('the flow, the grant and the exchange are sealed, each at its own place', async () => {
  const alice = await world.person('alice');
  const bob = await world.person('bob');
  // A ciphertext moved to another person's row opens nothing there.
  await world.database.rows(
    `update oauth_grants set ciphertext = (select ciphertext from oauth_grants where did = $1) where did = $2`,
    [alice.did, bob.did],
  );
  const [moved] = await world.get(Grants).living(bob.did);
  expect(await world.get(Grants).read(moved?.id ?? '')).toBeNull();
  expect((await bob.get('/auth/me')).status).toBe(401);
  expect((await alice.get('/auth/me')).status).toBe(200);
});
