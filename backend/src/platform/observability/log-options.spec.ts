import { describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pinoHttp } from 'pino-http';
import { logOptions } from './log-options.js';

/** What really ends up in the log. */
function line(about: object, message = 'a line'): Record<string, unknown> {
  let text = '';
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  pinoHttp(logOptions('info'), out).logger.info(about, message);
  return JSON.parse(text) as Record<string, unknown>;
}

describe('SEC-10: a line of the log', () => {
  test.each([
    'exchange_token',
    'token',
    'access_token',
    'refresh_token',
    'password',
    'cookie',
    'set-cookie',
    'sessionId',
  ])('never holds a %s, at whatever depth', (name) => {
    expect(line({ [name]: 'opens it' })).toMatchObject({ [name]: '[masked]' });
    const deep = line({ request: { inner: { list: [{ [name]: 'opens it' }] } } });
    expect(JSON.stringify(deep)).not.toContain('opens it');
  });

  test('never holds code and state of a sign-in, and still says which failure it was', () => {
    const told = line({
      code: 'rate.limited',
      request: { query: { code: 'opens it', state: 'opens it', iss: 'pds' } },
    });
    expect(told).toMatchObject({
      code: 'rate.limited',
      request: { query: { code: '[masked]', state: '[masked]', iss: 'pds' } },
    });
  });

  test('never holds them in an address or a header either', () => {
    const told = line({
      at: '/auth/callback?code=opens-it&state=opens-it&iss=pds',
      url: new URL('http://here.test/portal?exchange_token=opens-it'),
      said: ['Bearer opens-it-all', 'DPoP opens-it-all'],
    });
    expect(JSON.stringify(told)).not.toContain('opens-it');
    expect(told.at).toBe('/auth/callback?code=[masked]&state=[masked]&iss=pds');
  });

  test('nor in an error, its cause and what it carries', () => {
    const cause = Object.assign(new Error('GET http://here.test/?state=opens-it'), { headers: { cookie: 'opens-it' } });
    const err = Object.assign(new Error('refused', { cause }), { code: 'ECONNREFUSED', body: { code: 'opens-it' } });
    const told = line({ err });
    expect(JSON.stringify(told)).not.toContain('opens-it');
    expect(told.err).toMatchObject({ type: 'Error', code: 'ECONNREFUSED' });
  });

  test('says everything else as it is', () => {
    const about = { did: 'did:plc:a', tries: 3, at: null, phases: ['a', 'b'], state: 'waiting' };
    expect(line(about)).toMatchObject(about);
  });
});
