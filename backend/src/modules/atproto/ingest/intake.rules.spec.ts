import { describe, expect, test } from '@jest/globals';
import { tidAt } from '../../../common/ids.js';
import { COLLECTIONS } from '../lexicon/collections.rules.js';
import { isDid, isStorable, mayPrecede, newestOfEach, ORDER_OF_INTAKE } from './intake.rules.js';

test('every collection has its place in the order of intake, subjects first', () => {
  expect([...ORDER_OF_INTAKE].sort()).toEqual([...COLLECTIONS].sort());
  expect(ORDER_OF_INTAKE.indexOf('track')).toBeLessThan(ORDER_OF_INTAKE.indexOf('like'));
});

test.each(['did:plc:abcdefghijklmnopqrstuvwx', 'did:web:example.com', 'did:web:localhost%3A2583'])(
  '%s is a DID',
  (did) => {
    expect(isDid(did)).toBe(true);
  },
);

test.each([
  '',
  'did:plc:short',
  'did:key:zQ3sh',
  'did:plc:ABCDEFGHIJKLMNOPQRSTUVWX',
  'did:web:',
  'alice.test',
  `did:web:${'a'.repeat(3000)}`,
])('%s is none for us', (did) => {
  expect(isDid(did)).toBe(false);
});

describe('what PostgreSQL can keep', () => {
  test.each([[{ a: 'x\u0000y' }], [['\ud800']], [{ 'k\u0000': 1 }], ['\\\u0000'], ['\udfff']])('not %j', (value) => {
    expect(isStorable(value)).toBe(false);
  });

  test.each([[{ a: '😀 \n "quoted" \\' }], ['\\u0000'], ['\\\\ud800'], [null], [[1, true, '\u0001']]])(
    '%j',
    (value) => {
      expect(isStorable(value)).toBe(true);
    },
  );
});

describe('P-DUAL-05: the last word on a record', () => {
  const event = (uri: string, rev: string) => ({ uri, rev });

  test('is what has the highest rev, in whatever order it came', () => {
    const [early, late, other] = [event('a', '3k2'), event('a', '3k9'), event('b', '3k1')];
    expect(newestOfEach([late, other, early])).toEqual(new Set([late, other]));
  });

  test('of one rev is what came last', () => {
    const [first, second] = [event('a', '3k2'), event('a', '3k2')];
    expect([...newestOfEach([first, second])][0]).toBe(second);
  });
});

test('a rev may precede a moment by the clocks of others, but not by an hour', () => {
  const moment = new Date('2026-01-01T00:00:00Z');
  const at = (offsetMs: number) => tidAt((moment.getTime() + offsetMs) * 1000);
  expect(mayPrecede(at(-1), moment)).toBe(true);
  expect(mayPrecede(at(60_000), moment)).toBe(true);
  expect(mayPrecede(at(3_600_000), moment)).toBe(false);
});
