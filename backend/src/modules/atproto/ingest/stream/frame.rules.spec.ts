import { expect, test } from '@jest/globals';
import { encode } from '@atproto/lex-cbor';
import { readFrame } from './frame.rules.js';

const frame = (...items: Parameters<typeof encode>[0][]) => Buffer.concat(items.map((item) => encode(item)));

test('a message has a type and a body', () => {
  expect(readFrame(frame({ op: 1, t: '#commit' }, { seq: 7 }))).toEqual({ type: '#commit', body: { seq: 7 } });
});

test('an error says why the stream ends', () => {
  expect(readFrame(frame({ op: -1 }, { error: 'FutureCursor' }))).toEqual({ error: 'FutureCursor', message: '' });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['noise', Buffer.from('ffffffff', 'hex')],
  ['a header alone', frame({ op: 1, t: '#commit' })],
  ['three items', frame({ op: 1, t: '#commit' }, {}, {})],
  ['a list as body', frame({ op: 1, t: '#commit' }, [])],
  ['a header without a type', frame({ op: 1 }, {})],
  ['an operation that nobody knows', frame({ op: 2, t: '#commit' }, {})],
  ['a cut body', frame({ op: 1, t: '#commit' }, { seq: 7, text: 'long enough' }).subarray(0, -3)],
])('%s is no frame', (_what, bytes) => {
  expect(() => readFrame(bytes)).toThrow();
});
