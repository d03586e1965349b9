import { expect, test } from '@jest/globals';
import { answerRange, isSameRepresentation, knowsTag } from './range.rules.js';

test.each([
  [undefined, 1000, { kind: 'whole' }],
  ['bytes=0-', 1000, { kind: 'part', range: { start: 0, end: 999 } }],
  ['bytes=0-0', 1000, { kind: 'part', range: { start: 0, end: 0 } }],
  ['bytes=200-299', 1000, { kind: 'part', range: { start: 200, end: 299 } }],
  ['bytes=900-5000', 1000, { kind: 'part', range: { start: 900, end: 999 } }],
  ['bytes=-100', 1000, { kind: 'part', range: { start: 900, end: 999 } }],
  ['bytes=-5000', 1000, { kind: 'part', range: { start: 0, end: 999 } }],
  ['bytes=1000-', 1000, { kind: 'unsatisfiable' }],
  ['bytes=-0', 1000, { kind: 'unsatisfiable' }],
  ['bytes=0-', 0, { kind: 'unsatisfiable' }],
  ['bytes=5-2', 1000, { kind: 'whole' }],
  ['bytes=-', 1000, { kind: 'whole' }],
  ['bytes=0-1,5-6', 1000, { kind: 'whole' }],
  ['items=0-1', 1000, { kind: 'whole' }],
  ['bytes=a-b', 1000, { kind: 'whole' }],
])('ST-03: Range %s of %i bytes', (header, bytes, answer) => {
  expect(answerRange(header, bytes)).toEqual(answer);
});

test('ST-03: If-Range holds for the very same bytes only', () => {
  const modified = new Date('2026-03-01T10:00:00.500Z');
  expect(isSameRepresentation(undefined, '"a"', modified)).toBe(true);
  expect(isSameRepresentation('"a"', '"a"', modified)).toBe(true);
  expect(isSameRepresentation('"b"', '"a"', modified)).toBe(false);
  expect(isSameRepresentation('W/"a"', '"a"', modified)).toBe(false);
  expect(isSameRepresentation('Sun, 01 Mar 2026 10:00:00 GMT', '"a"', modified)).toBe(true);
  expect(isSameRepresentation('Sun, 01 Mar 2026 09:59:59 GMT', '"a"', modified)).toBe(false);
  expect(isSameRepresentation('nonsense', '"a"', modified)).toBe(false);
});

test('an entity tag is known alone, in a list, or by a star', () => {
  expect(knowsTag('"a"', '"a"')).toBe(true);
  expect(knowsTag('"x", W/"a"', '"a"')).toBe(true);
  expect(knowsTag('*', '"a"')).toBe(true);
  expect(knowsTag('"x"', '"a"')).toBe(false);
  expect(knowsTag(undefined, '"a"')).toBe(false);
});
