import { expect, test } from '@jest/globals';
import { tidAt } from '../../../common/ids.js';
import { believedTime } from './record-time.rules.js';

const now = new Date('2026-11-21T10:00:00Z');
const keyTime = '2026-10-01T08:00:00.000Z';
const revTime = '2026-10-02T09:00:00.000Z';
const key = (time: string) => tidAt(Date.parse(time) * 1000);
const record = { rkey: key(keyTime), rev: key(revTime) };

test.each(['2026-11-20T10:11:12.345678Z', '2000-01-01T00:00:00Z', '2026-11-21T10:04:59Z'])(
  'a credible time is kept to the microsecond: %s',
  (claimed) => expect(believedTime(claimed, record, now)).toBe(claimed),
);

test('a time of another zone, or finer than we keep, is the same moment in UTC', () => {
  expect(believedTime('2026-11-20T10:00:00+23:59', record, now)).toBe('2026-11-19T10:01:00.000Z');
  expect(believedTime('2026-11-20T10:00:00.123456789Z', record, now)).toBe('2026-11-20T10:00:00.123Z');
});

test('a day that does not exist becomes one that does', () => {
  expect(believedTime('2026-02-30T10:00:00.123456Z', record, now)).toBe('2026-03-02T10:00:00.123Z');
});

test.each(['2031-01-01T00:00:00Z', '1999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', 'yesterday', ''])(
  'who lies about the time gets that of the key: %s',
  (claimed) => expect(believedTime(claimed, record, now)).toBe(keyTime),
);

test('when the key lies too, the revision speaks, and at last the clock', () => {
  const future = key('2031-01-01T00:00:00Z');
  expect(believedTime('2031-01-01T00:00:00Z', { ...record, rkey: future }, now)).toBe(revTime);
  expect(believedTime('2031-01-01T00:00:00Z', { rkey: 'self', rev: future }, now)).toBe(now.toISOString());
});
