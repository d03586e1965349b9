import { expect, test } from '@jest/globals';
import { CursorInvalid } from '../../../common/page.js';
import { decodeTitlePlace, encodeTitlePlace } from './title-place.rules.js';

test('GEN-04: a place in a list by title survives the way there and back', () => {
  const place = { title: '夜行バス, "live"', id: '5f0c6a4e-8a0b-4a51-9d5d-0d8d3f1a2b3c' };
  expect(decodeTitlePlace(encodeTitlePlace(place))).toEqual(place);
});

test.each(['', 'x', '!!!', Buffer.from('null').toString('base64url'), Buffer.from('["a","b"]').toString('base64url')])(
  'GEN-04: %j is no place',
  (cursor) => {
    expect(() => decodeTitlePlace(cursor)).toThrow(CursorInvalid);
  },
);
