import { describe, expect, test } from 'vitest';
import {
  EMPTY_QUEUE,
  reduceQueue,
  shuffled,
  type QueueAction,
  type QueueEntry,
  type QueueState,
} from './queue.rules.ts';
import { MAX_UNSENT, Unsent } from './unsent.ts';

const entry = (entryId: string): QueueEntry => ({ entryId, trackId: 1, origin: 'manual' });

/** The first of the letters is the current one. */
function queue(letters: string, currentEntryId = letters[0] ?? null): QueueState {
  return { ...EMPTY_QUEUE, entries: [...letters].map(entry), currentEntryId };
}
const letters = ({ entries }: QueueState) => entries.map(({ entryId }) => entryId).join('');

/** Does actions one after the other, and answers what is unsent then. */
function did(state: QueueState, ...actions: QueueAction[]): Unsent {
  const unsent = new Unsent();
  for (let before = state; ;) {
    const action = actions.shift();
    if (!action) return unsent;
    const after = reduceQueue(before, action);
    unsent.note(action, before, after);
    before = after;
  }
}

describe('P-QUEUE-04: what was done here, done again on what was saved elsewhere', () => {
  test('additions of both stand there', () => {
    const here = did(queue('ab'), { type: 'add', entries: [entry('x')] });
    expect(letters(here.redoneOn(queue('abyz')))).toBe('abyzx');
  });

  test('"next" goes to the track that sounds here, not to what came between', () => {
    const here = did(queue('ab'), { type: 'next' });
    expect(here.redoneOn(queue('ayb')).currentEntryId).toBe('b');
  });

  test('what sounds here comes back when it was taken out elsewhere', () => {
    const here = did(queue('ab'), { type: 'next' });
    const state = here.redoneOn(queue('ac'));
    expect([letters(state), state.currentEntryId]).toEqual(['abc', 'b']);
  });

  test('clearing takes what was seen, not what was added elsewhere', () => {
    const here = did(queue('abc'), { type: 'clear' });
    expect(letters(here.redoneOn(queue('abcx')))).toBe('ax');
  });

  test('clearing more than is remembered of actions forgets nothing', () => {
    const entries = Array.from({ length: MAX_UNSENT + 100 }, (_, index) => entry(`e${index}`));
    const full = { ...EMPTY_QUEUE, entries, currentEntryId: 'e0' };
    expect(letters(did(full, { type: 'clear' }).redoneOn(full))).toBe('e0');
  });

  test('shuffling leaves additions behind it', () => {
    const state = queue('abcd');
    const here = did(
      state,
      shuffled(state, () => 0),
    );
    const order = letters(here.redoneOn(state));
    expect([...order].toSorted().join('')).toBe('abcd');
    expect(letters(here.redoneOn(queue('abcdx')))).toBe(`${order}x`);
  });

  test('a position of a track that is no longer on says nothing', () => {
    const here = did(queue('ab'), { type: 'progress', ms: 4000 });
    expect(here.redoneOn(queue('ab', 'b')).progressMs).toBe(0);
    expect(here.redoneOn(queue('ab')).progressMs).toBe(4000);
  });

  test('done again where it was saved and only the answer was lost, it changes nothing', () => {
    const state = queue('abc');
    const here = did(
      state,
      { type: 'add', entries: [entry('x')] },
      { type: 'play', entry: entry('p'), tail: [entry('q')], context: { kind: 'album', id: '1', label: 'one' } },
      { type: 'move', entryId: 'x', before: 'b', origin: 'manual' },
      { type: 'remove', entryIds: ['c'] },
      { type: 'next' },
      { type: 'progress', ms: 9000 },
    );
    const once = here.redoneOn(state);
    expect(here.redoneOn(once)).toEqual(once);
  });
});

test('positions in a row are one', () => {
  const here = did(queue('a'), { type: 'progress', ms: 1000 }, { type: 'progress', ms: 2000 });
  expect(here.actions).toEqual([{ type: 'progress', ms: 2000, entryId: 'a' }]);
  expect(here.changesList).toBe(false);
});

test('what was sent goes, and what was done meanwhile stays', () => {
  const here = did(queue('a'), { type: 'add', entries: [entry('x')] });
  const sent = here.actions;
  here.note({ type: 'repeat', mode: 'all' }, queue('ax'), queue('ax'));
  here.drop(sent);
  expect(here.actions).toEqual([{ type: 'repeat', mode: 'all' }]);
});

test('a list that nobody takes does not grow for ever', () => {
  const many = Array.from({ length: MAX_UNSENT + 9 }, (): QueueAction => ({ type: 'next' }));
  expect(did(queue('ab'), ...many).actions.length).toBeLessThanOrEqual(MAX_UNSENT);
});
