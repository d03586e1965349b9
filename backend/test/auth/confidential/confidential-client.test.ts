import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JoseKey } from '@atproto/oauth-client-node';
import { Grants, OAuthClients } from '../../../src/modules/atproto/index.js';
import { keepGrants } from '../../../src/modules/atproto/oauth/keep-grants.handler.js';
import { JobQueue } from '../../../src/platform/queue/index.js';
import { Control } from '../../harness/control.js';
import { Person } from '../../harness/person.js';
import { World } from '../../harness/world.js';
import { ConfidentialNetwork } from './confidential-network.js';

const ORIGIN = 'https://app.plyr-stories.internal';

let net: ConfidentialNetwork;
let world: World;
let key: JoseKey;

beforeAll(async () => {
  net = await ConfidentialNetwork.start(ORIGIN);
  key = await JoseKey.generate(['ES256'], 'k1');
  world = await World.open({
    PUBLIC_URL: ORIGIN,
    DEV_PDS_URL: net.network.pdsUrl,
    ATPROTO_PLC_URL: net.network.plcUrl,
    OAUTH_JWK: JSON.stringify(key.privateJwk),
  });
  await net.leadTo(world.url);
}, 60_000);
afterAll(async () => {
  await world.close();
  await net.stop();
});

async function newPerson(name: string): Promise<Person> {
  const control = new Control(net.network);
  const { did, handle } = await control.createAccount(`${name}.test`, 'a-password-of-theirs');
  return new Person(world.url, did, handle, 'a-password-of-theirs', control);
}

test('AUTH-13: the documents say who we are, and hold no private key', async () => {
  const metadata = await world.visitor().get<{ scope: string }>('/oauth-client-metadata.json');
  expect(metadata).toMatchObject({
    status: 200,
    body: {
      client_id: `${ORIGIN}/oauth-client-metadata.json`,
      client_name: 'plyr.fm',
      client_uri: ORIGIN,
      redirect_uris: [`${ORIGIN}/auth/callback`],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      application_type: 'web',
      dpop_bound_access_tokens: true,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks_uri: `${ORIGIN}/.well-known/jwks.json`,
    },
  });
  // The superset: scrobbling is asked for by those who want it.
  for (const collection of ['fm.plyr.dev.track', 'fm.plyr.dev.actor.profile', 'fm.teal.alpha.feed.play'])
    expect(metadata.body.scope.split(' ')).toContain(`repo:${collection}`);
  const jwks = await world.visitor().get<{ keys: Record<string, unknown>[] }>('/.well-known/jwks.json');
  expect(jwks.body.keys).toMatchObject([{ kid: 'k1', kty: 'EC', crv: 'P-256' }]);
  expect(JSON.stringify(jwks.body)).not.toContain('"d":');
});

test('AUTH-18: signing in, writing and refreshing with a key of our own', async () => {
  const alice = await newPerson('alice');
  const landing = await alice.landing();
  const answer = await alice.post('/auth/exchange', { exchange_token: landing.searchParams.get('exchange_token') });
  const cookie = answer.headers.getSetCookie().find((text) => text.startsWith('session_id='));
  expect(cookie).toMatch(/Max-Age=155(52000|519\d\d);/);
  expect((await alice.get('/auth/me')).status).toBe(200);

  await alice.post('/artists/', { display_name: 'Alice', bio: 'signed with a key' });
  await world.settled();
  const agent = await world.get(OAuthClients).agentFor(alice.did);
  const query = new URLSearchParams({ repo: alice.did, collection: 'fm.plyr.dev.actor.profile', rkey: 'self' });
  const read = await agent?.fetchHandler(`/xrpc/com.atproto.repo.getRecord?${query.toString()}`, {});
  expect(await read?.json()).toMatchObject({ value: { bio: 'signed with a key' } });

  const grants = world.get(Grants);
  const [grant] = await grants.living(alice.did);
  const stored = await grants.read(grant!.id);
  const { session, version } = stored!;
  const expired = { ...session, tokenSet: { ...session.tokenSet, expires_at: new Date(0).toISOString() } };
  await grants.renew(grant!.id, version, expired);
  expect((await agent!.fetchHandler(`/xrpc/com.atproto.server.getSession`, {})).status).toBe(200);
  expect((await grants.read(grant!.id))?.session.tokenSet.access_token).not.toBe(session.tokenSet.access_token);
});

test('AUTH-05: a grant that only a listener stands on is kept alive', async () => {
  const bob = await newPerson('bob');
  await bob.landing();
  const age = async () => {
    const [row] = await world.database.rows<{ days: number }>(
      'select extract(day from now() - refreshed_at)::int as days from oauth_grants where did = $1',
      [bob.did],
    );
    return row?.days;
  };
  await world.database.rows(`update oauth_grants set refreshed_at = now() - interval '29 days' where did = $1`, [
    bob.did,
  ]);
  await world.get(JobQueue).add(keepGrants, {});
  await world.settled();
  expect(await age()).toBe(29);
  await world.database.rows(`update oauth_grants set refreshed_at = refreshed_at - interval '2 days' where did = $1`, [
    bob.did,
  ]);
  await world.get(JobQueue).add(keepGrants, {});
  await world.settled();
  expect(await age()).toBe(0);
});

test('AUTH-18: without a key the client is public, and has no keys to show', async () => {
  await world.stop();
  await world.start({ PUBLIC_URL: world.url, OAUTH_JWK: '' });
  expect((await world.visitor().get('/.well-known/jwks.json')).status).toBe(404);
  expect(await world.visitor().get('/oauth-client-metadata.json')).toMatchObject({
    body: { token_endpoint_auth_method: 'none', application_type: 'native' },
  });
});
