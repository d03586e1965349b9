import { describe, expect, test } from '@jest/globals';
import { TokenInvalidError, TokenRefreshError, TokenRevokedError } from '@atproto/oauth-client-node';
import { RecordInvalid } from '../lexicon/lexicon.errors.js';
import { HostUnreachable } from '../network/network.errors.js';
import { PdsRefusal, readAnswer } from '../network/pds-answer.js';
import { verdictOn } from './verdict.rules.js';

const NOW = new Date('2026-01-01T00:00:00Z');

/** The verdict on an answer of the PDS, from its bytes. */
async function verdict(status: number, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    return await readAnswer(new Response(text, { status, headers }), NOW);
  } catch (error) {
    return verdictOn(error);
  }
}

describe('what an answer of the PDS means', () => {
  test('success is its body', async () => {
    expect(await verdict(200, { cid: 'x' })).toEqual({ cid: 'x' });
  });

  test('a swap that came too late is read again', async () => {
    expect(await verdict(400, { error: 'InvalidSwap', message: 'Record was at x' })).toEqual({ kind: 'conflict' });
  });

  test.each([
    [401, { error: 'InvalidToken', message: 'x' }],
    [401, 'login please'],
    [403, { error: 'ScopeMissingError', message: 'x' }],
    [403, { error: 'Forbidden', message: 'Missing required scope "repo:fm.plyr.track"' }],
  ])('AUTH-05: %i %j waits for a grant', async (status, body) => {
    expect(await verdict(status, body)).toEqual({ kind: 'no_grant' });
  });

  test.each([400, 413, 422])('%i about the request is final', async (status) => {
    expect(await verdict(status, { error: 'InvalidRequest', message: 'bad key' })).toEqual({
      kind: 'failed',
      reason: 'bad key',
    });
  });

  test.each([
    [400, { error: 'AccountDeactivated', message: 'away' }],
    [400, { error: 'RepoNotFound', message: 'Could not find repo for DID' }],
    [400, { error: 'InvalidRequest', message: 'Could not find repo: did:plc:abc' }],
    [400, '<html>a page in between</html>'],
    [403, { error: 'Forbidden', message: 'no' }],
    [404, '<html>parked</html>'],
    [500, { error: 'InternalServerError', message: 'oops' }],
    [502, 'bad gateway'],
    [200, '<html>captive portal</html>'],
  ])('%i %j may pass', async (status, body) => {
    expect(await verdict(status, body)).toMatchObject({ kind: 'later' });
  });

  test.each([
    ['seconds', { 'retry-after': '30' }, 30_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:02:00 GMT' }, 120_000],
    ['the end of the window', { 'ratelimit-reset': String(NOW.getTime() / 1000 + 60) }, 60_000],
  ])('429 with %s names a time', async (_what, headers, afterMs) => {
    expect(await verdict(429, { error: 'RateLimitExceeded', message: 'slow' }, headers)).toEqual({
      kind: 'later',
      reason: 'slow',
      afterMs,
    });
  });

  test.each([{}, { 'retry-after': 'soon' }, { 'ratelimit-reset': '12' }])('429 with %j names none', async (headers) => {
    expect(
      await verdict(429, { error: 'RateLimitExceeded', message: 'slow' }, headers as Record<string, string>),
    ).toEqual({
      kind: 'later',
      reason: 'slow',
    });
  });
});

describe('what an error means', () => {
  const did = 'did:plc:abcabcabcabcabcabcabcabc';

  test.each([new TokenRefreshError(did, 'x'), new TokenRevokedError(did), new TokenInvalidError(did)])(
    'a dead grant: %p',
    (error) => {
      expect(verdictOn(error)).toEqual({ kind: 'no_grant' });
    },
  );

  test('a record that does not fit its lexicon never will', () => {
    expect(verdictOn(new RecordInvalid('track', 'no title'))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('no title'),
    });
  });

  test.each([
    [new HostUnreachable('pds.example', undefined), 'pds.example could not be reached'],
    [new DOMException('late', 'TimeoutError'), 'the PDS did not answer in time'],
    [new TypeError('a secret detail'), 'the write could not be made'],
    [
      new TypeError('fetch failed', { cause: new HostUnreachable('pds.example', 0) }),
      'pds.example could not be reached',
    ],
    ['a text', 'the write could not be made'],
    [new PdsRefusal(503, 'Busy', 'busy'), 'busy'],
  ])('%p may pass', (error, reason) => {
    expect(verdictOn(error)).toEqual({ kind: 'later', reason });
  });
});
