import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_UNSENT } from '#lib/player/unsent.ts';
import { aTrack } from '#lib/player/sample-track.ts';
import { LocalQueueKeeper } from '#lib/state/queue-keeper.ts';
import { Queue, type QueueSection } from '#lib/state/queue.svelte.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { keptIn } from '#lib/util/kept.ts';
import { QueueEdits } from './queue-edits.ts';

const road = { kind: 'playlist', id: 'p', label: 'road songs' };
const tracks = (from: number, count: number) => Array.from({ length: count }, (_, index) => aTrack(from + index));

let queue: Queue;
let toasts: Toasts;
let edits: QueueEdits;
const undo = () => toasts.items[0]?.link?.onselect?.();
const order = () =>
  queue.sections.map(({ origin, rows }) => `${origin} ${rows.map(({ track }) => track.id).join(' ')}`);
const section = (index: number): QueueSection => queue.sections[index]!;

beforeEach(() => {
  const kept = keptIn(() => sessionStorage);
  sessionStorage.clear();
  queue = new Queue({ keeper: new LocalQueueKeeper(kept), kept });
  queue.belongTo('did:plc:ada');
  toasts = new Toasts();
  edits = new QueueEdits(queue, toasts);
  const list = tracks(1, 4);
  queue.put(list[0]!, { context: road, tracks: list });
  queue.add(tracks(10, 3));
});

describe('Q-10: what was taken out comes back', () => {
  test.each([
    [0, 0],
    [0, 2],
    [1, 1],
    [1, 2],
  ])('to its place: section %i, row %i', (where, row) => {
    const before = order();
    edits.remove(section(where).rows[row]!);
    expect(order()).not.toEqual(before);
    undo();
    expect(order()).toEqual(before);
  });

  test.each([
    [0, 1],
    [1, 0],
  ])('two that went one after the other, each to its place: rows %i and %i', (first, second) => {
    const before = order();
    const rows = [first, second].map((row) => section(0).rows[row]!);
    for (const row of rows) edits.remove(row);
    for (const { link } of [...toasts.items].reverse()) link?.onselect?.();
    expect(order()).toEqual(before);
  });

  test.each([0, 1])('as a whole section: %i', (where) => {
    const before = order();
    edits.clear(section(where));
    expect(order()).toHaveLength(1);
    undo();
    expect(order()).toEqual(before);
  });
});

test('P-QUEUE-04: a long section that was cleared and put back is neither lost nor there twice on another state', () => {
  queue.add(tracks(1000, MAX_UNSENT + 50));
  const base = queue.state;
  queue.acknowledge(queue.unsent);
  edits.clear(section(0));
  undo();
  const before = order();
  queue.rebase(base, []);
  expect(order()).toEqual(before);
});
