import { expect, test } from '@jest/globals';
import { mayHaveMoved } from './moved.rules.js';
import { AddressRefused, AnswerTooLarge, AnswerTooSlow, HostUnreachable, RedirectRefused } from './network.errors.js';
import { PdsRefusal } from './pds-answer.js';

const refusal = (status: number, code?: string, message = 'no') => new PdsRefusal(status, code, message);

test.each([
  [new HostUnreachable('pds.example', { code: 'ECONNREFUSED' })],
  [new AnswerTooSlow('pds.example', 10_000)],
  [new AddressRefused('pds.example', 'it is not on the public internet')],
  [new RedirectRefused('pds.example')],
  [new DOMException('late', 'TimeoutError')],
  [new TypeError('fetch failed', { cause: new HostUnreachable('pds.example', undefined) })],
  [refusal(404)],
  [refusal(502, 'UpstreamFailure')],
  [refusal(400, 'RepoNotFound')],
  [refusal(400, 'RepoTakendown')],
  [refusal(403, 'AccountNotFound')],
  [refusal(401, 'AccountDeactivated')],
  [refusal(400, 'InvalidRequest', 'Could not find repo: did:plc:abc')],
  [refusal(400, 'InvalidRequest', 'Could not locate record')],
])('CON-07: after %p the account is looked for anew', (error) => {
  expect(mayHaveMoved(error)).toBe(true);
});

test.each([
  [refusal(400, 'RecordNotFound', 'Could not locate record: at://did:plc:abc/fm.plyr.track/3k')],
  [refusal(400, 'InvalidRequest', 'Could not locate record: at://did:plc:abc/fm.plyr.track/3k')],
  [refusal(400, 'InvalidSwap')],
  [refusal(401, 'InvalidToken')],
  [refusal(429)],
  [new AnswerTooLarge('pds.example', 10)],
  [new Error('a fault of ours')],
])('%p says nothing about where it is', (error) => {
  expect(mayHaveMoved(error)).toBe(false);
});
