import { expect, test } from '@jest/globals';
import { BadIfMatch } from './queue.errors.js';
import { expectedRevision, isKnown, isMinimal } from './revision.rules.js';

test('a write names the revision it is made for, in quotes', () => {
  expect(expectedRevision('"12"')).toBe(12);
  expect(expectedRevision(undefined)).toBeUndefined();
});

test.each(['12', '"x"', '""', '*', 'W/"12"', '"1", "2"', '"-1"', '"99999999999999999999"', ''])(
  '%s names no revision',
  (header) => expect(() => expectedRevision(header)).toThrow(BadIfMatch),
);

test('a reader knows a revision by its tag, weakened by a proxy or among others', () => {
  for (const header of ['"3"', 'W/"3"', '"2", "3"']) expect(isKnown(header, 3)).toBe(true);
  for (const header of [undefined, '3', '"30"', 'W/"2"']) expect(isKnown(header, 3)).toBe(false);
});

test('a writer may prefer no answer', () => {
  for (const header of ['return=minimal', 'respond-async, return=minimal', 'Return=Minimal; x']) {
    expect(isMinimal(header)).toBe(true);
  }
  for (const header of [undefined, '', 'return=representation', 'noreturn=minimal'])
    expect(isMinimal(header)).toBe(false);
});
