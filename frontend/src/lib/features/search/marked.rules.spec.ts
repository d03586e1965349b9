import { expect, test } from 'vitest';
import { marked } from './marked.rules.ts';

/** The text with what was found in brackets. */
const shown = (text: string, query: string): string =>
  marked(text, query)
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');

test('SRCH-03: what was searched for is marked, in whatever case', () => {
  expect(shown('The Late Ferries', 'la')).toBe('The [La]te Ferries');
  expect(shown('Glasshouse Weather', 'LASS')).toBe('G[lass]house Weather');
});

test('accents on either side do not matter, and nothing of a letter is left out', () => {
  expect(shown('Marit Øvrebø', 'ovrebo')).toBe('Marit [Øvrebø]');
  expect(shown('yakō (late bus mix)', 'yako')).toBe('[yakō] (late bus mix)');
  expect(shown('yakō'.normalize('NFD'), 'yako')).toBe(`[${'yakō'.normalize('NFD')}]`);
  expect(shown('cafe', 'café')).toBe('[cafe]');
});

test('one letter that reads as two is marked whole', () => {
  expect(shown('Straße', 'strass')).toBe('[Straß]e');
  expect(shown('Straße', 'sse')).toBe('Stra[ße]');
});

test('curly quotes are straight ones', () => expect(shown('don’t', "don't")).toBe('[don’t]'));

test('words that stand apart are marked one by one', () => {
  expect(shown('Small Hours, Large Rooms', 'rooms small')).toBe('[Small] Hours, Large [Rooms]');
});

test('what was found by likeness only is not marked, and pictures in a title break nothing', () => {
  expect(shown('Boiler Hymn', 'boyler')).toBe('Boiler Hymn');
  expect(shown('🚢 harbour', 'harb')).toBe('🚢 [harb]our');
  expect(shown('anything', '  ')).toBe('anything');
});
