import { describe, expect, test } from '@jest/globals';
import { type Match, SEGMENT_MS } from './match.js';
import { judge } from './verdict.rules.js';

/** A song in the segments of these numbers. */
const heard = (title: string, segments: readonly (number | null)[], change: Partial<Match> = {}): Match[] =>
  segments.map((segment) => ({
    artist: 'somebody',
    title,
    album: null,
    score: 50,
    isrc: null,
    timecode: null,
    offset_ms: segment === null ? null : segment * SEGMENT_MS + 800,
    ...change,
  }));

const minutes = (count: number) => count * 60_000;

describe('MOD-02: by presence', () => {
  const by = (matches: Match[], artistNames: string[] = []) => judge(matches, { rule: 'any', artistNames });

  test('one match is enough, however low its score, and none is none', () => {
    expect(by(heard('a', [3], { score: 0 }))).toMatchObject({ is_flagged: true, highest_score: 0 });
    expect(by([])).toEqual({ is_flagged: false, highest_score: 0, matches: [], heard: null });
  });

  test('MOD-05: what was heard most is named, in whichever way it is spelled', () => {
    const matches = [...heard('Rare', [0], { score: 100 }), ...heard('Often', [1]), ...heard('often!', [2])];
    expect(by(matches)).toMatchObject({ heard: 'Often by somebody', highest_score: 100 });
  });

  test('of what was heard as often, the first is named', () => {
    expect(by([...heard('First', [0]), ...heard('Second', [1])]).heard).toBe('First by somebody');
  });
});

describe('MOD-02: the artist’s own releases are suppressed', () => {
  const own = (artist: string, ...artistNames: string[]) =>
    judge(heard('a', [0], { artist }), { rule: 'any', artistNames }).matches.length === 0;

  test.each([
    ['Marit Lund', 'Marit Lund'],
    ['MARIT  LUND', 'marit lund'],
    ['Márit Lünd', 'Marit Lund'],
    ['Somebody feat. Marit Lund', 'Marit Lund'],
    ['Marit Lund & The Tides', 'Marit Lund'],
    ['Marit Lund, Somebody', 'marit-lund'],
    ['坂本龍一', '坂本龍一'],
    ['!!!', '!!!'],
    ['Simon & Garfunkel', 'Simon & Garfunkel'],
  ])('"%s" is of %s', (artist, name) => {
    expect(own(artist, 'somebody.test', name)).toBe(true);
  });

  test.each([
    ['Marit Lundgren', 'Marit Lund'],
    ['Somebody', 'Some'],
    ['???', '!!!'],
    ['unknown artist', ''],
  ])('"%s" is not of "%s"', (artist, name) => {
    expect(own(artist, name)).toBe(false);
  });

  test('and count for nothing; the others still do', () => {
    const matches = [...heard('mine', [0, 1, 2], { artist: 'Me', score: 90 }), ...heard('theirs', [3], { score: 40 })];
    expect(judge(matches, { rule: 'any', artistNames: ['me'] })).toMatchObject({
      is_flagged: true,
      highest_score: 40,
      heard: 'theirs by somebody',
      matches: [{ title: 'theirs' }],
    });
  });
});

describe('MOD-02: by share', () => {
  const isFlagged = (matches: Match[], durationMs: number | null) =>
    judge(matches, { rule: 'dominant', durationMs }).is_flagged;

  test('one song in 30 % of the segments flags', () => {
    // Two minutes are ten segments.
    expect(isFlagged(heard('a', [0, 4, 9]), minutes(2))).toBe(true);
    expect(isFlagged(heard('a', [0, 4]), minutes(2))).toBe(false);
    expect(isFlagged([...heard('a', [0, 4]), ...heard('b', [1])], minutes(2))).toBe(false);
  });

  test('a song that matches twice in a segment is in it once', () => {
    expect(isFlagged([...heard('a', [0, 4]), ...heard('a', [4])], minutes(2))).toBe(false);
  });

  test('three songs in three segments each flag, two do not', () => {
    const [a, b, c] = [heard('a', [0, 1, 2]), heard('b', [10, 11, 12]), heard('c', [20, 21, 22])];
    expect(isFlagged([...a, ...b, ...c], minutes(60))).toBe(true);
    expect(isFlagged([...a, ...b, ...c.slice(1)], minutes(60))).toBe(false);
  });

  test('of a sound of unknown length the segments up to the last match count', () => {
    expect(isFlagged(heard('a', [0, 1, 9]), null)).toBe(true);
    expect(isFlagged([...heard('a', [0, 1]), ...heard('b', [9])], null)).toBe(false);
    expect(isFlagged(heard('a', [null, null]), null)).toBe(true);
  });

  test('nothing heard flags nothing', () => {
    expect(isFlagged([], minutes(2))).toBe(false);
  });
});
