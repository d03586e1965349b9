import { describe, expect, test } from '@jest/globals';
import { auddMatches, serviceMatches } from './answers.rules.js';
import { ScannerFailed } from './scan.errors.js';

/** A song as AuDD describes it. */
const song = {
  artist: 'Imagine Dragons',
  title: 'Warriors',
  album: 'Warriors',
  release_date: '2014-09-18',
  label: 'Universal Music',
  timecode: '00:40',
  score: 87,
  isrc: 'USUM71414163',
  song_link: 'https://lis.tn/Warriors',
  start_offset: 840,
  end_offset: 11_960,
};
const answerOf = (...result: unknown[]) => ({ status: 'success', result, execution_time: '3.2' });

describe('MOD-01: an answer of AuDD', () => {
  test('becomes matches, each at its place in the sound', () => {
    const answer = answerOf({ songs: [song], offset: '01:12' }, { songs: [song, song], offset: '01:00:24' });
    const matches = auddMatches(answer);
    expect(matches.map(({ offset_ms }) => offset_ms)).toEqual([72_840, 3_624_840, 3_624_840]);
    expect(matches[0]).toEqual({
      artist: 'Imagine Dragons',
      title: 'Warriors',
      album: 'Warriors',
      score: 87,
      isrc: 'USUM71414163',
      timecode: '00:40',
      offset_ms: 72_840,
    });
  });

  test('may lack everything but the fact of a match', () => {
    expect(auddMatches(answerOf({ songs: [{ audio_id: 7, score: 300 }] }))).toEqual([
      {
        artist: 'unknown artist',
        title: 'untitled',
        album: null,
        score: 100,
        isrc: null,
        timecode: null,
        offset_ms: null,
      },
    ]);
  });

  test.each([
    ['an empty list', answerOf()],
    ['nothing', { status: 'success', result: null }],
    ['parts without songs', answerOf({ offset: '00:00' }, { songs: null, offset: '00:12' }, null)],
  ])('without a match: %s', (_what, answer) => {
    expect(auddMatches(answer)).toEqual([]);
  });

  test('with a warning about an old parameter counts', () => {
    const warning = { error_code: 51, error_message: 'deprecated' };
    expect(auddMatches({ status: 'error', error: warning, result: [{ songs: [song] }] })).toHaveLength(1);
  });

  test.each([
    [300, true],
    [400, true],
    [500, true],
    [600, false],
    [611, false],
    [900, false],
    [902, false],
    [1000, false],
    [undefined, false],
  ])('that is error %s is final: %s', (error_code, isFinal) => {
    const answer = { status: 'error', error: { error_code, error_message: 'because' } };
    const failed = expect.objectContaining({ isFinal, answer, message: expect.stringContaining('because') });
    expect(() => auddMatches(answer)).toThrow(ScannerFailed);
    expect(errorOf(() => auddMatches(answer))).toEqual(failed);
  });

  test.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ status: 'success' }],
    [{ status: 'success', result: {} }],
    [{ status: 'error' }],
  ])('that is none is told so: %j', (answer) => {
    expect(errorOf(() => auddMatches(answer))).toMatchObject({ isFinal: false });
  });
});

describe('an answer of a scanning service', () => {
  test('has the matches as we tell them', () => {
    const match = { artist: 'a', title: 'b', album: null, score: 9, isrc: null, timecode: null, offset_ms: 12_000 };
    expect(serviceMatches({ matches: [match], is_flagged: true, raw_response: {} })).toEqual([match]);
    expect(serviceMatches({ matches: [{ artist: 'a', title: 'b' }] })).toMatchObject([{ score: 0, offset_ms: null }]);
  });

  test('without matches is none, and may say why', () => {
    expect(() => serviceMatches({ error: 'AuddError' })).toThrow(ScannerFailed);
    expect(() => serviceMatches({ error: 'AuddError', message: 'it is away' })).toThrow('it is away');
    expect(() => serviceMatches('<html>')).toThrow('no matches');
  });
});

function errorOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
