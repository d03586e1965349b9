import { expect, test } from '@jest/globals';
import { OAuthResponseError } from '@atproto/oauth-client-node';
import { HostUnreachable, RedirectRefused } from '../network/network.errors.js';
import { isNetworkFailure } from './network-failure.rules.js';

const answered = (status: number) => new OAuthResponseError(new Response(null, { status }), { error: 'x' });
const wrapped = (cause: Error) => new Error('outer', { cause: new Error('inner', { cause }) });

test.each([
  ['a server out of reach', new HostUnreachable('pds.example', new Error('ECONNREFUSED')), true],
  ['a server out of reach, told by the library', wrapped(new HostUnreachable('pds.example', undefined)), true],
  ['a server out of order', wrapped(answered(503)), true],
  ['a server that refuses', wrapped(answered(400)), false],
  ['an address that is not called', wrapped(new RedirectRefused('pds.example')), false],
  ['anything else', new TypeError('x is not a function'), false],
  ['not even an error', 'no', false],
])('%s: %p', (_what, error, isOne) => {
  expect(isNetworkFailure(error)).toBe(isOne);
});
