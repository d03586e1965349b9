import { describe, expect, test } from '@jest/globals';
import { changed, emptyQueue, type QueueEntry, type QueueState, withTracks } from './queue.rules.js';

const entry = (entry_id: string, track_id = 1): QueueEntry => ({ entry_id, track_id, origin: 'manual' });
const stored: QueueState = {
  ...emptyQueue(true),
  entries: [entry('a', 1), entry('b', 2), entry('c', 1), entry('d', 3)],
  currentEntryId: 'b',
  progressMs: 4000,
  originalEntryIds: ['d', 'c', 'b', 'a'],
};
const ids = (state: QueueState) => state.entries.map(({ entry_id }) => entry_id).join('');

describe('a write', () => {
  test('leaves what it does not name', () => {
    expect(changed(stored, { repeatMode: 'all' })).toEqual({ ...stored, repeatMode: 'all' });
    expect(changed(stored, {})).toEqual(stored);
  });

  test('of another current entry begins it at its start, unless it says where', () => {
    expect(changed(stored, { currentEntryId: 'c' })).toMatchObject({ currentEntryId: 'c', progressMs: 0 });
    expect(changed(stored, { currentEntryId: 'c', progressMs: 7 })).toMatchObject({ progressMs: 7 });
    expect(changed(stored, { entries: [entry('b', 2)] })).toMatchObject({ currentEntryId: 'b', progressMs: 4000 });
  });

  test('that names no entry of the queue as current makes the first one current', () => {
    expect(changed(stored, { currentEntryId: 'x', progressMs: 9 })).toMatchObject({
      currentEntryId: 'a',
      progressMs: 0,
    });
    expect(changed(stored, { currentEntryId: null })).toMatchObject({ currentEntryId: 'a' });
    expect(changed(stored, { entries: [] })).toMatchObject({ currentEntryId: null, progressMs: 0 });
  });

  test('keeps of the original order what is still in the queue, each once', () => {
    expect(changed(stored, { entries: [entry('a'), entry('d')] }).originalEntryIds).toEqual(['d', 'a']);
    expect(changed(stored, { originalEntryIds: ['a', 'a', 'z', 'b'] }).originalEntryIds).toEqual(['a', 'b']);
  });
});

describe('Q-02: of tracks that are gone', () => {
  const without = (gone: number) => withTracks(stored, (trackId) => trackId !== gone);

  test('every entry is left out, and the current one stays where it is', () => {
    const state = without(1);
    expect(ids(state)).toBe('bd');
    expect(state).toMatchObject({ currentEntryId: 'b', progressMs: 4000, originalEntryIds: ['d', 'b'] });
  });

  test('the current one makes way for the next one, from its start', () => {
    expect(without(2)).toMatchObject({ currentEntryId: 'c', progressMs: 0 });
  });

  test('the current one makes way for the last one when nothing comes after it', () => {
    const atTheEnd = { ...stored, currentEntryId: 'd' };
    expect(withTracks(atTheEnd, (trackId) => trackId !== 3)).toMatchObject({ currentEntryId: 'c', progressMs: 0 });
  });

  test('nothing is left of a queue of them', () => {
    expect(withTracks(stored, () => false)).toEqual({ ...emptyQueue(true) });
  });
});
