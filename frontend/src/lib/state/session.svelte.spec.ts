import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApi } from '../api/client.ts';
import type { Me } from '../api/contract.ts';
import { ApiProblem } from '../api/problem.ts';
import { keptIn } from '../util/kept.ts';
import { Session } from './session.svelte.ts';

const henrike = {
  did: 'did:plc:henrike',
  handle: 'henrike.example',
  display_name: 'Henrike Saal',
  avatar_url: null,
  has_artist_profile: true,
  linked_accounts: [],
  scopes_ok: true,
  session: { kind: 'browser', expires_at: '2026-01-01T00:00:00Z' },
} satisfies Me;

type Answers = Record<string, () => Response | Promise<Response>>;
const ok = (value: unknown) => new Response(JSON.stringify(value), { status: 200 });
const refusal = (status: number, code: string) =>
  new Response(JSON.stringify({ status, code, detail: 'no', title: 'no', type: 't' }), { status });

function made(answers: Answers) {
  const calls: string[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      const call = `${request.method} ${new URL(request.url).pathname.replace('/api', '')}`;
      calls.push(call);
      const answer = answers[call];
      if (!answer) throw new TypeError('failed to fetch');
      return answer();
    },
  });
  const onidentity = vi.fn();
  const session = new Session({ api, kept: keptIn(() => localStorage), onidentity });
  return { session, calls, onidentity };
}

const hint = () =>
  localStorage.setItem('plyr.session-hint', JSON.stringify({ did: henrike.did, handle: henrike.handle }));
beforeEach(() => localStorage.clear());

describe('AUTH-07: who is listening', () => {
  test('a guest without a hint costs no call', async () => {
    const { session, calls, onidentity } = made({});
    await session.begin(null);
    expect(session.status).toBe('guest');
    expect(calls).toEqual([]);
    expect(onidentity).not.toHaveBeenCalled();
  });

  test('AUTH-16: while the answer is on its way the last look is shown', async () => {
    hint();
    const { session } = made({ 'GET /auth/me': () => ok(henrike) });
    const begun = session.begin(null);
    expect(session.status).toBe('unknown');
    expect(session.look?.handle).toBe('henrike.example');
    await begun;
    expect(session.look?.display_name).toBe('Henrike Saal');
  });

  test('a hint whose session is gone ends as a guest, and the hint goes', async () => {
    hint();
    const { session, onidentity } = made({ 'GET /auth/me': () => refusal(401, 'auth.session_invalid') });
    await session.begin(null);
    expect([session.status, session.look, localStorage.length]).toEqual(['guest', null, 0]);
    expect(onidentity.mock.calls).toEqual([[null, false]]);
  });

  test.each([
    ['cannot be reached', {}],
    ['stumbles', { 'GET /auth/me': () => refusal(502, 'http.502') }],
  ] as [string, Answers][])('a server that %s makes nobody a guest', async (_, answers) => {
    hint();
    const { session, onidentity } = made(answers);
    await session.begin(null);
    expect([session.status, session.look?.handle]).toEqual(['unknown', 'henrike.example']);
    expect(localStorage.getItem('plyr.session-hint')).not.toBeNull();
    expect(onidentity).not.toHaveBeenCalled();
    await expect(session.known()).rejects.toBeInstanceOf(ApiProblem);
  });

  test('whoever was not told yet is told when the server is there again', async () => {
    hint();
    const answers: Answers = {};
    const { session, calls, onidentity } = made(answers);
    await session.begin(null);
    answers['GET /auth/me'] = () => ok(henrike);
    session.askAgain();
    await vi.waitFor(() => expect(session.status).toBe('signed-in'));
    session.askAgain();
    expect(calls).toEqual(['GET /auth/me', 'GET /auth/me']);
    expect(onidentity.mock.calls).toEqual([[henrike, true]]);
  });

  test('a door asks once more before it calls anybody a guest', async () => {
    hint();
    const answers: Answers = {};
    const { session } = made(answers);
    await session.begin(null);
    answers['GET /auth/me'] = () => ok(henrike);
    expect((await session.known())?.did).toBe(henrike.did);
  });

  test('who is signed in stays so when asking anew fails', async () => {
    hint();
    const answers: Answers = { 'GET /auth/me': () => ok(henrike) };
    const { session, onidentity } = made(answers);
    await session.begin(null);
    answers['GET /auth/me'] = () => refusal(503, 'service.unavailable');
    await session.refresh();
    expect([session.status, session.me?.did]).toEqual(['signed-in', henrike.did]);
    expect(onidentity).toHaveBeenCalledOnce();
  });

  test('nothing secret is kept', async () => {
    hint();
    const { session } = made({ 'GET /auth/me': () => ok(henrike) });
    await session.begin(null);
    expect(Object.keys(JSON.parse(localStorage.getItem('plyr.session-hint')!) as object).sort()).toEqual([
      'avatar_url',
      'did',
      'display_name',
      'handle',
    ]);
  });
});

describe('AUTH-04: the exchange token', () => {
  test('becomes a session before anyone is asked who it is', async () => {
    const { session, calls, onidentity } = made({
      'POST /auth/exchange': () => ok({ session_id: null }),
      'GET /auth/me': () => ok(henrike),
    });
    await session.begin('one-time');
    expect(calls).toEqual(['POST /auth/exchange', 'GET /auth/me']);
    expect(session.me?.did).toBe(henrike.did);
    expect(onidentity.mock.calls).toEqual([[henrike, false]]);
  });

  test('a used one is no failure while its session lives', async () => {
    const { session } = made({
      'POST /auth/exchange': () => refusal(401, 'auth.exchange_invalid'),
      'GET /auth/me': () => ok(henrike),
    });
    await session.begin('one-time');
    expect(session.status).toBe('signed-in');
  });

  test('a dead one is said', async () => {
    const { session } = made({
      'POST /auth/exchange': () => refusal(401, 'auth.exchange_invalid'),
      'GET /auth/me': () => refusal(401, 'auth.required'),
    });
    await expect(session.begin('one-time')).rejects.toMatchObject({ code: 'auth.exchange_invalid' });
    expect(session.status).toBe('guest');
  });
});

describe('AUTH-12: a change of identity', () => {
  test('is told once at sign-out', async () => {
    hint();
    const { session, onidentity } = made({
      'GET /auth/me': () => ok(henrike),
      'POST /auth/logout': () => ok({ message: 'x' }),
    });
    await session.begin(null);
    await session.signOut();
    expect(onidentity.mock.calls).toEqual([
      [henrike, true],
      [null, false],
    ]);
    expect(localStorage.length).toBe(0);
  });

  test('P-SEC-14: a sign-out in another tab counts here, if it was the same listener', async () => {
    hint();
    const { session, onidentity } = made({ 'GET /auth/me': () => ok(henrike) });
    await session.begin(null);
    expect([session.endedElsewhere('did:plc:another'), session.status]).toEqual([false, 'signed-in']);
    expect([session.endedElsewhere(henrike.did), session.status, session.look]).toEqual([true, 'guest', null]);
    expect(onidentity).toHaveBeenLastCalledWith(null, false);
  });

  test('a sign-out that failed leaves the session as it is', async () => {
    hint();
    const { session } = made({
      'GET /auth/me': () => ok(henrike),
      'POST /auth/logout': () => refusal(503, 'service.unavailable'),
    });
    await session.begin(null);
    await expect(session.signOut()).rejects.toMatchObject({ status: 503 });
    expect(session.status).toBe('signed-in');
  });

  test('an expired session is noticed once', async () => {
    hint();
    const { session, onidentity } = made({ 'GET /auth/me': () => ok(henrike) });
    await session.begin(null);
    expect([session.expire(), session.expire()]).toEqual([true, false]);
    expect(onidentity).toHaveBeenLastCalledWith(null, false);
  });
});
