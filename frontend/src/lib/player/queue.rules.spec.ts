import { describe, expect, test } from 'vitest';
import {
  afterTheEnd,
  EMPTY_QUEUE,
  following,
  places,
  MAX_ENTRIES,
  MAX_HEARD,
  reduceQueue,
  RESTART_AFTER_MS,
  sections,
  shuffled,
  type QueueAction,
  type QueueEntry,
  type QueueState,
} from './queue.rules.ts';

const manual = (entryId: string, trackId = 1): QueueEntry => ({ entryId, trackId, origin: 'manual' });
const fromContext = (entryId: string, trackId = 1): QueueEntry => ({ entryId, trackId, origin: 'context' });
const context = { kind: 'playlist', id: 'p', label: 'road songs' };

/** `a [b] c d*`: b is current, d comes from the context. */
function queue(drawing: string, more: Partial<QueueState> = {}): QueueState {
  const words = drawing.split(' ').filter(Boolean);
  const bare = (word: string) => word.replace(/[[\]*]/g, '');
  const current = words.find((word) => word.startsWith('['));
  return {
    ...EMPTY_QUEUE,
    entries: words.map((word) => (word.endsWith('*') ? fromContext(bare(word)) : manual(bare(word)))),
    currentEntryId: current ? bare(current) : null,
    ...more,
  };
}

function drawn({ entries, currentEntryId }: QueueState): string {
  return entries
    .map(
      ({ entryId, origin }) =>
        (entryId === currentEntryId ? `[${entryId}]` : entryId) + (origin === 'context' ? '*' : ''),
    )
    .join(' ');
}

const after = (state: QueueState, ...actions: QueueAction[]) => actions.reduce(reduceQueue, state);

describe('play', () => {
  test('Q-14: a track of a collection brings the rest of it along, under its label', () => {
    const state = after(EMPTY_QUEUE, {
      type: 'play',
      entry: fromContext('x'),
      tail: [fromContext('y'), fromContext('z')],
      context,
    });
    expect(drawn(state)).toBe('[x]* y* z*');
    expect(state.context).toEqual(context);
  });

  test('P-QUEUE-06: what the listener added stays before the new context, and the old context goes', () => {
    const state = after(queue('a [b] m n o* p*'), {
      type: 'play',
      entry: fromContext('x'),
      tail: [fromContext('y')],
      context,
    });
    expect(drawn(state)).toBe('a b [x]* m n y*');
  });

  test('a single track is played in between, and the old context goes on behind it', () => {
    const state = after(queue('[b]* c* d*', { context, progressMs: 9000 }), { type: 'play', entry: manual('x') });
    expect(drawn(state)).toBe('b* [x] c* d*');
    expect(state).toMatchObject({ context, progressMs: 0 });
  });

  test('what was heard is kept to go back to, but not without end', () => {
    const heard = Array.from({ length: MAX_HEARD + 20 }, (_, index) => `e${index}`).join(' ');
    const state = after(queue(`${heard} [last]`), { type: 'play', entry: manual('x') });
    expect(state.entries).toHaveLength(MAX_HEARD + 1);
    expect(state.entries.at(-2)?.entryId).toBe('last');
  });
});

describe('add', () => {
  test('P-QUEUE-06: additions stand after earlier additions and before the context tail', () => {
    expect(drawn(after(queue('[a]* m n* o*'), { type: 'add', entries: [manual('x'), manual('y')] }))).toBe(
      '[a]* m x y n* o*',
    );
  });

  test('Q-07: the first entry of an empty queue becomes the current one', () => {
    expect(drawn(after(EMPTY_QUEUE, { type: 'add', entries: [manual('x'), manual('y')] }))).toBe('[x] y');
  });

  test('Q-02: the same track may stand there twice, each entry on its own', () => {
    const state = after(queue('[a]'), { type: 'add', entries: [manual('x', 7), manual('y', 7)] });
    expect(drawn(after(state, { type: 'remove', entryIds: ['x'] }))).toBe('[a] y');
  });

  test('P-QUEUE-04: an addition that is done again adds nothing', () => {
    const add: QueueAction = { type: 'add', entries: [manual('x')] };
    expect(drawn(after(queue('[a]'), add, add))).toBe('[a] x');
  });

  test('the queue holds no more than the server keeps', () => {
    const many = Array.from({ length: MAX_ENTRIES + 5 }, (_, index) => manual(`x${index}`));
    expect(after(EMPTY_QUEUE, { type: 'add', entries: many }).entries).toHaveLength(MAX_ENTRIES);
  });
});

describe('next, previous, go to', () => {
  test('next goes on and begins at zero', () => {
    const state = after(queue('[a] b', { progressMs: 5000 }), { type: 'next' });
    expect(drawn(state)).toBe('a [b]');
    expect(state.progressMs).toBe(0);
  });

  test('next at the end stays where it is', () => {
    expect(after(queue('a [b]', { progressMs: 5000 }), { type: 'next' })).toEqual(queue('a [b]', { progressMs: 5000 }));
  });

  test('Q-13: with repeat all, next at the end begins again', () => {
    expect(drawn(after(queue('a [b]', { repeatMode: 'all' }), { type: 'next' }))).toBe('[a] b');
  });

  test('Q-13: with repeat one, next by hand still goes on', () => {
    expect(drawn(after(queue('[a] b', { repeatMode: 'one' }), { type: 'next' }))).toBe('a [b]');
  });

  test('PL-03: previous restarts the track when more than 3 s in', () => {
    const state = after(queue('a [b]', { progressMs: RESTART_AFTER_MS + 1 }), { type: 'previous' });
    expect(drawn(state)).toBe('a [b]');
    expect(state.progressMs).toBe(0);
  });

  test('PL-03: previous goes back within the first 3 s', () => {
    expect(drawn(after(queue('a [b]', { progressMs: RESTART_AFTER_MS }), { type: 'previous' }))).toBe('[a] b');
  });

  test('previous on the first entry restarts it, or goes to the last with repeat all', () => {
    const first = queue('[a] b', { progressMs: 2000 });
    expect(after(first, { type: 'previous' })).toMatchObject({ currentEntryId: 'a', progressMs: 0 });
    expect(after({ ...first, repeatMode: 'all' }, { type: 'previous' })).toMatchObject({ currentEntryId: 'b' });
  });

  test('twice back and twice forth comes to the same entry', () => {
    const state = queue('a* b* [m] c*');
    expect(after(state, { type: 'previous' }, { type: 'previous' }, { type: 'next' }, { type: 'next' })).toEqual(state);
  });

  test('go to an unknown entry does nothing', () => {
    expect(after(queue('[a] b'), { type: 'go-to', entryId: 'gone' })).toEqual(queue('[a] b'));
    expect(drawn(after(queue('[a] b c'), { type: 'go-to', entryId: 'c' }))).toBe('a b [c]');
  });
});

describe('what follows by itself', () => {
  test('PL-06: without auto-advance nothing does, though next still could', () => {
    const state = queue('[a] b', { autoAdvance: false });
    expect(afterTheEnd(state)).toBeNull();
    expect(following(state)?.entryId).toBe('b');
  });

  test('Q-13: repeat one plays the same entry again, repeat all the first after the last', () => {
    expect(afterTheEnd(queue('[a] b', { repeatMode: 'one' }))?.entryId).toBe('a');
    expect(afterTheEnd(queue('a [b]', { repeatMode: 'all' }))?.entryId).toBe('a');
    expect(afterTheEnd(queue('a [b]'))).toBeNull();
  });
});

describe('move, remove, clear', () => {
  test('Q-07: an entry moves before another', () => {
    expect(drawn(after(queue('[a] b c d'), { type: 'move', entryId: 'd', before: 'b', origin: 'manual' }))).toBe(
      '[a] d b c',
    );
    expect(drawn(after(queue('[a] b c d'), { type: 'move', entryId: 'b', before: 'd', origin: 'manual' }))).toBe(
      '[a] c b d',
    );
  });

  test('Q-07: an entry moves to the end of a section', () => {
    const state = queue('[a] b c x* y*');
    expect(drawn(after(state, { type: 'move', entryId: 'b', before: null, origin: 'manual' }))).toBe('[a] c b x* y*');
    expect(drawn(after(state, { type: 'move', entryId: 'x', before: null, origin: 'context' }))).toBe('[a] b c y* x*');
  });

  test('an entry that is moved to the other section belongs to it', () => {
    const state = queue('[a] b x* y*');
    expect(drawn(after(state, { type: 'move', entryId: 'y', before: 'b', origin: 'manual' }))).toBe('[a] y b x*');
    expect(drawn(after(state, { type: 'move', entryId: 'b', before: 'y', origin: 'context' }))).toBe('[a] x* b* y*');
  });

  test('the current entry, a heard one and an unknown one do not move', () => {
    const state = queue('h [a] b c');
    for (const entryId of ['a', 'h', 'gone']) {
      expect(after(state, { type: 'move', entryId, before: 'b', origin: 'manual' })).toEqual(state);
    }
  });

  test('Q-07: the current entry cannot be removed, every other can', () => {
    const state = queue('h [a] b');
    expect(after(state, { type: 'remove', entryIds: ['a'] })).toEqual(state);
    expect(drawn(after(state, { type: 'remove', entryIds: ['b', 'a', 'h'] }))).toBe('[a]');
  });

  test('Q-07: clear empties up-next, or one section of it, and leaves what was heard', () => {
    const state = queue('h [a] b c x*');
    expect(drawn(after(state, { type: 'clear' }))).toBe('h [a]');
    expect(drawn(after(state, { type: 'clear', origin: 'manual' }))).toBe('h [a] x*');
    expect(drawn(after(state, { type: 'clear', origin: 'context' }))).toBe('h [a] b c');
  });
});

describe('shuffle', () => {
  /** A fixed row of "random" numbers. */
  const dice =
    (...throws: number[]) =>
    () =>
      throws.shift() ?? 0;

  test('Q-07: Fisher–Yates over up-next; heard and current entries stay', () => {
    const state = queue('h [a] b c d e');
    expect(drawn(after(state, shuffled(state, dice(0, 0, 0))))).toBe('h [a] c d e b');
    expect(drawn(after(state, shuffled(state, dice(0.99, 0.99, 0.99))))).toBe('h [a] b c d e');
  });

  test('every order of three is as likely as another', () => {
    const state = queue('[a] b c d');
    const seen = new Map<string, number>();
    for (const first of [0, 0.34, 0.67]) {
      for (const second of [0, 0.5]) {
        const order = drawn(after(state, shuffled(state, dice(first, second))));
        seen.set(order, (seen.get(order) ?? 0) + 1);
      }
    }
    expect([...seen.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('P-QUEUE-06: additions stay before the context', () => {
    const state = queue('[a] m n x* y*');
    expect(drawn(after(state, shuffled(state, dice(0, 0, 0))))).toBe('[a] n m x* y*');
    expect(drawn(after(state, { type: 'arrange', entryIds: ['y', 'n', 'x', 'm'] }))).toBe('[a] n m y* x*');
  });

  test('P-QUEUE-04: an order done again on a newer state keeps entries it does not know', () => {
    const old = queue('[a] b c d');
    const action = shuffled(old, dice(0, 0));
    expect(drawn(after(queue('[a] c d new'), action))).toBe('[a] c d new');
  });
});

test('up-next is cut into what was added and what the context brings', () => {
  const cut = sections(queue('h [a]* m n x* y*'));
  expect(cut.map(({ origin, entries }) => [origin, entries.map((entry) => entry.entryId)])).toEqual([
    ['manual', ['m', 'n']],
    ['context', ['x', 'y']],
  ]);
});

test('a track that comes twice is told by its first place', () => {
  const state = after(queue('[a]'), { type: 'add', entries: [manual('x', 7), manual('y', 8), manual('z', 7)] });
  expect([...places(state)]).toEqual([
    [7, 1],
    [8, 2],
  ]);
});

test('Q-13: the position is kept in whole milliseconds and never below zero', () => {
  expect(after(queue('[a]'), { type: 'progress', ms: 1234.6 }).progressMs).toBe(1235);
  expect(after(queue('[a]'), { type: 'progress', ms: -5 }).progressMs).toBe(0);
});
