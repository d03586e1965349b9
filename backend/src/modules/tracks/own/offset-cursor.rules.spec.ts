import { expect, test } from '@jest/globals';
import { CursorInvalid, encodeCursor } from '../../../common/page.js';
import { nextOffset, offsetOf } from './offset-cursor.rules.js';

test.each([0, 50, 9_999_999])('a cursor leads back to %d', (offset) => {
  expect(offsetOf(nextOffset(offset))).toBe(offset);
});

test.each([
  ['nothing', ''],
  ['words', 'nonsense'],
  ['a negative offset', Buffer.from('skip:-1').toString('base64url')],
  ['a cursor of another list', encodeCursor({ createdAt: new Date(0), id: 1 })],
])('%s is no cursor', (_, cursor) => {
  expect(() => offsetOf(cursor)).toThrow(CursorInvalid);
});
