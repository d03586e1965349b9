import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { World } from '../harness/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const PAGE = { accept: 'text/html,application/xhtml+xml' };

describe('AUTH-01, AUTH-03, AUTH-04: signing in', () => {
  test('a newcomer goes out to their server, comes back to the setup, and is somebody', async () => {
    const alice = await world.stranger('alice');
    const landing = await alice.landing();
    expect(landing.origin).toBe(world.url);
    expect(landing.pathname).toBe('/profile/setup');
    const token = landing.searchParams.get('exchange_token');
    const answer = await alice.post('/auth/exchange', { exchange_token: token });
    expect(answer).toMatchObject({ status: 200, body: { session_id: null } });
    const cookie = answer.headers.getSetCookie().find((text) => text.startsWith('session_id='));
    // A public client's grant ends after two weeks.
    expect(cookie).toMatch(/^session_id=[\w-]{43}; Max-Age=1209(600|59\d); Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await alice.get('/auth/me')).toMatchObject({
      status: 200,
      body: {
        did: alice.did,
        handle: alice.handle,
        display_name: null,
        avatar_url: null,
        has_artist_profile: false,
        scopes_ok: true,
        linked_accounts: [],
        session: { kind: 'browser' },
      },
    });
  });

  test('an artist lands at the portal, or at the page they came from (AUTH-19)', async () => {
    const alice = await world.artist('alice');
    expect((await alice.landing()).pathname).toBe('/portal');
    const landing = await alice.landing({ returnTo: '/track/7?t=90' });
    expect(landing.pathname).toBe('/track/7');
    expect(landing.searchParams.get('t')).toBe('90');
    expect(landing.searchParams.get('exchange_token')).toBeTruthy();
  });

  test('the setup carries the page on (AUTH-19)', async () => {
    const alice = await world.stranger('alice');
    const landing = await alice.landing({ returnTo: '/track/7' });
    expect([landing.pathname, landing.searchParams.get('return_to')]).toEqual(['/profile/setup', '/track/7']);
  });

  test('open redirect refused: one lands at home', async () => {
    const alice = await world.artist('alice');
    for (const elsewhere of ['https://evil.example/', '//evil.example', '/\\evil.example', '/..//evil.example']) {
      const landing = await alice.landing({ returnTo: elsewhere });
      expect([landing.origin, landing.pathname]).toEqual([world.url, '/portal']);
    }
  });

  test('who forgot their handle names their server', async () => {
    const alice = await world.stranger('alice');
    const started = await alice.get(`/auth/start?pds_url=${encodeURIComponent(world.pds.url)}`);
    expect(started.status).toBe(302);
    const params = await world.control.approve(started.headers.get('location') ?? '', alice.did);
    expect((await alice.callback(params)).pathname).toBe('/profile/setup');
  });

  test('the same under /api, where the built client calls', async () => {
    const alice = await world.stranger('alice');
    const started = await alice.get(`/api/auth/start?handle=@${alice.handle.toUpperCase()}`);
    const params = await world.control.approve(started.headers.get('location') ?? '', alice.did);
    expect((await alice.get(`/api/auth/callback?${params.toString()}`)).status).toBe(303);
  });

  test('the account is known from then on, with its handle in the history (AUTH-21)', async () => {
    const alice = await world.person('alice');
    const [account] = await world.database.rows('select handle, pds_url, status from accounts where did = $1', [
      alice.did,
    ]);
    expect(account).toEqual({ handle: alice.handle, pds_url: world.pds.url, status: 'active' });
    const history = await world.database.rows('select handle from account_handles where did = $1', [alice.did]);
    expect(history).toEqual([{ handle: alice.handle }]);
  });
});

describe('a sign-in that cannot begin says why', () => {
  const start = (query: Record<string, string>, headers = {}) =>
    world.visitor().get(`/auth/start?${new URLSearchParams(query).toString()}`, headers);

  test('to a program: unknown and impossible handles are 400', async () => {
    expect(await start({ handle: 'nobody-here.test' })).toMatchObject({
      status: 400,
      body: { code: 'identity.handle_unknown', detail: 'nobody is known as nobody-here.test: check the spelling' },
    });
    expect(await start({ handle: 'alice' })).toMatchObject({
      status: 400,
      body: { code: 'identity.handle_malformed', detail: 'alice is only half of a handle; is it alice.bsky.social?' },
    });
    expect(await start({ pds_url: 'https://127.0.0.1:8443' })).toMatchObject({
      status: 400,
      body: { code: 'identity.pds_unknown' },
    });
  });

  test('neither or both of handle and server are 422', async () => {
    expect(await start({})).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(await start({ handle: 'a.test', pds_url: world.pds.url })).toMatchObject({ status: 422 });
  });

  test('to a person: back to the field, with what was typed', async () => {
    const answer = await start({ handle: 'nobody-here.test', return_to: '/upload' }, PAGE);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(
      `${world.url}/login?auth_error=handle_unknown&handle=nobody-here.test&return_to=%2Fupload`,
    );
  });

  test('a server that is away is 503, and nothing is kept', async () => {
    const alice = await world.stranger('alice');
    await world.pds.away();
    const answer = await start({ handle: alice.handle });
    await world.pds.resume();
    expect(answer).toMatchObject({ status: 503, body: { code: 'identity.unreachable' } });
    expect(answer.headers.get('retry-after')).toBe('30');
  });

  test('a server that stumbles once is asked again', async () => {
    const alice = await world.stranger('alice');
    await world.pds.fail(502, { path: '/oauth/par', times: 2 });
    expect((await start({ handle: alice.handle })).status).toBe(302);
    await world.pds.resume();
  });
});
