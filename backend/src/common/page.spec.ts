import { expect, test } from '@jest/globals';
import { CursorInvalid, decodeCursor, encodeCursor, pageOf } from './page.js';

test('GEN-04: a cursor keeps the microseconds of the database', () => {
  const place = { createdAt: '2026-11-21T10:00:00.123456Z', id: 42 };
  expect(decodeCursor(encodeCursor(place))).toEqual({ createdAt: place.createdAt, id: '42' });
});

test.each([
  '',
  'x',
  '!!!',
  Buffer.from('now|1').toString('base64url'),
  Buffer.from("2026-11-21T10:00:00Z|1'; drop").toString('base64url'),
])('GEN-04: %j is not a cursor', (text) => {
  expect(() => decodeCursor(text)).toThrow(CursorInvalid);
});

test('a page ends where a row more was found', () => {
  const rows = [3, 2, 1].map((id) => ({ id, createdAt: '2026-01-01T00:00:00Z' }));
  expect(pageOf(rows, 2, (row) => row).items).toHaveLength(2);
  expect(pageOf(rows, 2, (row) => row).nextCursor).not.toBeNull();
  expect(pageOf(rows, 3, (row) => row).nextCursor).toBeNull();
  expect(pageOf([], 3, (row: (typeof rows)[0]) => row)).toEqual({ items: [], nextCursor: null });
});
