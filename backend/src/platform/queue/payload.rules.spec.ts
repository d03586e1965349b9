import { describe, expect, test } from '@jest/globals';
import { payloadProblem } from './payload.rules.js';

const shape = { did: 'text', trackId: 'number', ids: 'numbers', part: ['audio', 'cover'] } as const;
const data = { did: 'did:plc:a', trackId: 7, ids: [1, 2], part: 'audio' };

describe('JOB-04: a payload', () => {
  test('has all members of its shape', () => {
    expect(payloadProblem(shape, data)).toBeUndefined();
    expect(payloadProblem({}, {})).toBeUndefined();
  });

  test.each([
    ['a member that is missing', { ...data, did: undefined }, 'did is not text'],
    ['a number as text', { ...data, trackId: '7' }, 'trackId is not number'],
    ['no number at all', { ...data, trackId: Number.NaN }, 'trackId is not number'],
    ['a list with a hole', { ...data, ids: [1, null] }, 'ids is not numbers'],
    ['a word that nobody knows', { ...data, part: 'lyrics' }, 'part is not one of audio, cover'],
    ['more than was agreed', { ...data, file: 'bytes' }, 'file does not belong to it'],
    ['a list', [], 'is no object'],
    ['nothing', null, 'is no object'],
  ])('is refused with %s', (_what, given, problem) => {
    expect(payloadProblem(shape, given)).toBe(problem);
  });
});
