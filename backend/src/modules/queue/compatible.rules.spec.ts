import { describe, expect, test } from '@jest/globals';
import { adapted, type CompatibleForm, compatibleForm } from './compatible.rules.js';
import { changed, emptyQueue, type QueueEntry, type QueueState } from './queue.rules.js';

const entry = (entry_id: string, track_id: number, origin: QueueEntry['origin'] = 'context'): QueueEntry => ({
  entry_id,
  track_id,
  origin,
});
const stored: QueueState = {
  ...emptyQueue(true),
  entries: [entry('a', 1), entry('b', 2), entry('c', 1)],
  currentEntryId: 'b',
  progressMs: 4000,
  repeatMode: 'all',
  context: { kind: 'album', id: 'x', label: 'x' },
};
// Track 2 was optimized: it answers to its first file too.
const tracks = new Map([
  ['one', 1],
  ['two', 2],
  ['two before', 2],
  ['three', 3],
]);

function write(form: CompatibleForm): QueueState {
  let made = 0;
  return changed(
    stored,
    adapted(form, stored, tracks, () => `new${(made += 1)}`),
  );
}
const places = (state: QueueState) => state.entries.map(({ entry_id }) => entry_id);

describe('api.md, adapter rule 2: places', () => {
  test('that are stored keep their entry, in a new order too, each once', () => {
    expect(places(write({ track_ids: ['two', 'one', 'one', 'one'] }))).toEqual(['b', 'a', 'c', 'new1']);
    expect(write({ track_ids: ['one'] }).entries).toEqual([entry('a', 1)]);
  });

  test('are recognized by a former file of their track', () => {
    expect(places(write({ track_ids: ['two before'] }))).toEqual(['b']);
  });

  test('that are new are entries added by hand', () => {
    expect(write({ track_ids: ['three'] }).entries).toEqual([entry('new1', 3, 'manual')]);
  });
});

describe('api.md, adapter rule 3: the current entry', () => {
  test('is at the index', () => {
    expect(write({ track_ids: ['one', 'two', 'one'], current_index: 2, current_track_id: 'two' })).toMatchObject({
      currentEntryId: 'c',
    });
  });

  test('is still the same when something unknown before it is dropped', () => {
    const state = write({ track_ids: ['unknown', 'one', 'two'], current_index: 2 });
    expect(places(state)).toEqual(['a', 'b']);
    expect(state).toMatchObject({ currentEntryId: 'b', progressMs: 4000 });
  });

  test('is the next one, else the last one, when it is unknown itself', () => {
    expect(write({ track_ids: ['one', 'unknown', 'two'], current_index: 1 })).toMatchObject({ currentEntryId: 'b' });
    expect(write({ track_ids: ['one', 'two', 'unknown'], current_index: 2 })).toMatchObject({ currentEntryId: 'b' });
  });

  test.each([-1, 3, undefined])('is found by file id when the index is %s', (current_index) => {
    expect(write({ track_ids: ['one', 'one', 'two'], current_index, current_track_id: 'two' })).toMatchObject({
      currentEntryId: 'b',
    });
  });

  test('stays when nothing names one', () => {
    expect(write({ track_ids: ['one', 'two'] })).toMatchObject({ currentEntryId: 'b', progressMs: 4000 });
    expect(write({ track_ids: ['three', 'one'] })).toMatchObject({ currentEntryId: 'new1', progressMs: 0 });
  });
});

describe('api.md, adapter rule 4: what the form lacks', () => {
  test('keeps its stored value', () => {
    expect(write({ track_ids: ['one', 'two'], current_index: 1 })).toMatchObject({
      progressMs: 4000,
      repeatMode: 'all',
      context: stored.context,
    });
  });

  test('begins at the start when the current entry became another', () => {
    expect(write({ track_ids: ['one', 'two'], current_index: 0 })).toMatchObject({
      currentEntryId: 'a',
      progressMs: 0,
    });
  });
});

test('the original order is named by the same entries', () => {
  const state = write({ track_ids: ['one', 'two', 'one'], original_order_ids: ['one', 'one', 'unknown', 'two'] });
  expect(state.originalEntryIds).toEqual(['a', 'c', 'b']);
});

describe('the compatible form', () => {
  const files = new Map([
    [1, 'one'],
    [2, 'two'],
  ]);

  test('names every place by its file', () => {
    expect(compatibleForm({ ...stored, originalEntryIds: ['c', 'b'] }, files)).toEqual({
      track_ids: ['one', 'two', 'one'],
      current_index: 1,
      current_track_id: 'two',
      original_order_ids: ['one', 'two'],
    });
  });

  test('of an empty queue is empty', () => {
    expect(compatibleForm(emptyQueue(true), files)).toEqual({
      track_ids: [],
      current_index: 0,
      current_track_id: null,
      original_order_ids: [],
    });
  });

  test('written back as it was read changes nothing', () => {
    expect(write(compatibleForm(stored, files))).toEqual(stored);
  });
});
