import { expect, test } from '@jest/globals';
import { CursorInvalid, decodeCursor, encodeCursor, pageOf } from './page.js';

const AT = '2026-11-21T10:00:00.123456Z';
const made = (text: string) => Buffer.from(text).toString('base64url');

test('GEN-04: a cursor keeps the microseconds of the database', () => {
  expect(decodeCursor(encodeCursor({ createdAt: AT, id: 42 }), 'number')).toEqual({ createdAt: AT, id: '42' });
});

test('GEN-04: a cursor holds an id as the list has them', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  expect(decodeCursor(encodeCursor({ createdAt: new Date(0), id }), 'uuid')).toMatchObject({ id });
  expect(decodeCursor(encodeCursor({ createdAt: AT, id: '3mxk.~:_-' }), 'rkey')).toMatchObject({ id: '3mxk.~:_-' });
});

test.each([
  '',
  'x',
  '!!!',
  made('now|1'),
  made(`${AT}|1'; drop`),
  made(`${AT}|1|2`),
  made(`${AT}|`),
  made('2026-02-30T10:00:00.123456Z|1'),
  made('0000-01-01T00:00:00.000000Z|1'),
  made('2026-11-21T10:00:00.123456+23:59|1'),
  made('2026-11-21T24:00:00.123456Z|1'),
  made('2026-11-21T23:59:60.123456Z|1'),
])('GEN-04: %j is not a cursor', (text) => {
  expect(() => decodeCursor(text, 'number')).toThrow(CursorInvalid);
});

test.each([
  ['number', 'abc'],
  ['number', '0'],
  ['number', '9223372036854775808'],
  ['uuid', '1'],
  ['uuid', '01890a5d-ac96-774b-bcce-b302099a8057-'],
  ['rkey', 'a b'],
] as const)('GEN-04: in a list whose ids are a %s, %j is no place', (ids, id) => {
  expect(() => decodeCursor(made(`${AT}|${id}`), ids)).toThrow(CursorInvalid);
});

test('a page ends where a row more was found', () => {
  const rows = [3, 2, 1].map((id) => ({ id, createdAt: '2026-01-01T00:00:00Z' }));
  expect(pageOf(rows, 2, (row) => row).items).toHaveLength(2);
  expect(pageOf(rows, 2, (row) => row).nextCursor).not.toBeNull();
  expect(pageOf(rows, 3, (row) => row).nextCursor).toBeNull();
  expect(pageOf([], 3, (row: (typeof rows)[0]) => row)).toEqual({ items: [], nextCursor: null });
});
