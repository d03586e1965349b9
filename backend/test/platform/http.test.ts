import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { BEARER, smallApplication } from './small-application.js';

let world: World;
let guest: Visitor;
let member: Visitor;

beforeAll(async () => {
  world = await World.open(
    { RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_AUTH_LIMIT: '2/minute', DATABASE_STATEMENT_TIMEOUT: '1' },
    smallApplication,
  );
  guest = world.visitor();
  member = world.visitor();
  member.cookies.set('session_id', BEARER);
});
afterAll(() => world.close());

test('GEN-02: a failure is problem+json with a code, a sentence and the request id', async () => {
  const answer = await guest.get('/notes/teapot', { 'x-request-id': 'given-by-proxy' });
  expect(answer.status).toBe(409);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.headers.get('x-request-id')).toBe('given-by-proxy');
  expect(answer.body).toEqual({
    type: `${world.url}/errors/tea.pot`,
    title: 'conflict',
    status: 409,
    detail: 'this is a teapot',
    code: 'tea.pot',
    request_id: 'given-by-proxy',
    current_items: [1, 2],
  });
});

test('what nobody foresaw is told without its details', async () => {
  const answer = await guest.get('/notes/broken');
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal.error' } });
  expect(JSON.stringify(answer.body)).not.toContain('secret');
});

test('OPS-03: a database that makes us wait is 503 with Retry-After', async () => {
  const answer = await guest.get('/notes/slow');
  expect(answer).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
  expect(answer.headers.get('retry-after')).toBe('5');
});

test.each(['/notes', '/notes/', '/api/notes', '/api/notes/'])(
  'GEN-03, GEN-08, GEN-09: %s is served directly',
  async (path) => {
    expect(await guest.get(path)).toMatchObject({ status: 200, body: { limit: 3, asked_by: null } });
  },
);

test('unknown members of a query are ignored, wrong ones are 422', async () => {
  expect(await guest.get('/notes?limit=5&other=x')).toMatchObject({ status: 200, body: { limit: 5 } });
  expect(await guest.get('/notes?limit=50')).toMatchObject({
    status: 422,
    body: { code: 'request.invalid', errors: [{ path: 'limit', code: 'max' }] },
  });
});

test('unknown members of a JSON body are refused, text is trimmed first', async () => {
  expect(await member.post('/notes', { text: '  hello\u202e  ' })).toMatchObject({
    status: 201,
    body: { text: 'hello' },
  });
  expect(await member.post('/notes', { text: 'a', more: 1 })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'more' }] },
  });
  expect(await member.post('/notes', { text: '   ' })).toMatchObject({ status: 422 });
});

test('a body that is not JSON, or too large, is told so', async () => {
  const broken = await member.call('POST', '/notes', '{"text":', { 'content-type': 'application/json' });
  expect(broken).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  const large = await member.post('/notes', { text: 'x'.repeat(2 ** 21) });
  expect(large).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
});

test('a body that is nested too deep, or holds too much, is told so before anybody takes it apart', async () => {
  const json = { 'content-type': 'application/json' };
  const levels = 200_000;
  const deep = `{"text":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  expect(await member.call('POST', '/notes', deep, json)).toMatchObject({
    status: 400,
    body: { code: 'request.too_deep' },
  });
  expect(await member.post('/notes', { text: 'a', more: Array(60_000).fill({}) })).toMatchObject({
    status: 413,
    body: { code: 'request.too_large' },
  });
});

test('AUTH-06: guests and strangers get 401, each with its code', async () => {
  expect(await guest.post('/notes', { text: 'a' })).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  const stranger = world.visitor();
  stranger.bearer = 'unknown';
  expect(await stranger.post('/notes', { text: 'a' })).toMatchObject({
    status: 401,
    body: { code: 'auth.session_invalid' },
  });
});

test('SEC-06: a page of somebody else cannot act for a signed-in browser', async () => {
  const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
  expect(await member.call('POST', '/notes', '{"text":"a"}', headers)).toMatchObject({
    status: 403,
    body: { code: 'request.bad_origin' },
  });
  const program = world.visitor();
  program.bearer = BEARER;
  expect((await program.call('POST', '/notes', '{"text":"a"}', headers)).status).toBe(201);
});

test('SEC-03: others may read without credentials only', async () => {
  const other = await guest.get('/notes', { origin: 'https://other.example' });
  expect(other.headers.get('access-control-allow-origin')).toBe('*');
  expect(other.headers.get('access-control-allow-credentials')).toBeNull();
  const own = await guest.get('/notes', { origin: world.url });
  expect(own.headers.get('access-control-allow-origin')).toBe(world.url);
  expect(own.headers.get('access-control-allow-credentials')).toBe('true');
});

test('SEC-02: every answer carries the security headers', async () => {
  const { headers } = await guest.get('/notes/teapot');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  expect((await guest.get('/embed/track/1')).headers.get('x-frame-options')).toBeNull();
});

test('a known answer is 304, and what depends on the person is private', async () => {
  const first = await guest.get('/notes');
  const tag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('public, no-cache');
  expect((await guest.get('/notes', { 'if-none-match': tag })).status).toBe(304);
  const personal = await member.get('/notes', { 'if-none-match': tag });
  expect(personal).toMatchObject({ status: 200, body: { asked_by: 'did:plc:someone' } });
  expect(personal.headers.get('cache-control')).toBe('private, no-cache');
});

test('SEC-01: beyond the limit it is 429 with Retry-After and CORS headers', async () => {
  const ask = () => guest.get('/notes/limited', { origin: world.url });
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('access-control-allow-origin')).toBe(world.url);
  // The session has a count of its own.
  expect((await member.get('/notes/limited')).status).toBe(200);
});

test('SEC-01: the limiter lets everybody pass when its store is down', async () => {
  await world.database.rows('alter table ephemeral rename to ephemeral_away');
  const answers = await Promise.all(Array.from({ length: 4 }, () => guest.get('/notes/limited')));
  await world.database.rows('alter table ephemeral_away rename to ephemeral');
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

test('an unknown address is a problem too', async () => {
  expect(await guest.get('/nothing/here')).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
});
