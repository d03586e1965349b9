import { expect, test } from '@jest/globals';
import { CursorInvalid } from '../../common/page.js';
import { decodeLikePlace, encodeLikePlace } from './like-place.rules.js';

test.each([null, 3, -1.5])('GEN-04: a place in an order of likes survives the way there and back (%s)', (position) => {
  const place = { position, created_at: '2026-11-21T10:00:00.123456Z', track_id: 7 };
  expect(decodeLikePlace(encodeLikePlace(place))).toEqual(place);
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  '',
  'x',
  encoded(null),
  encoded([null, 'yesterday', 7]),
  encoded([null, '2026-13-41T10:00:00.123456Z', 7]),
  encoded([null, '2026-02-31T10:00:00.123456Z', 7]),
  encoded(['1', '2026-11-21T10:00:00.123456Z', 7]),
  encoded([1, '2026-11-21T10:00:00.123456Z', 2 ** 40]),
])('GEN-04: %j is no place', (cursor) => {
  expect(() => decodeLikePlace(cursor)).toThrow(CursorInvalid);
});
