import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moved, type Slot } from './reorder.rules.ts';
import { Reorder } from './reorder.svelte.ts';

const ROW_PX = 50;
let order: string[];
let rests: string[];
let list: HTMLElement;
let reorder: Reorder;
let detach: () => void;

/** Rows as the page would draw them: below each other, each with a handle. */
function draw(): void {
  const rows = order.map((id, index) => {
    const row = list.querySelector<HTMLElement>(`[data-row=${id}]`) ?? document.createElement('li');
    row.dataset.row = id;
    if (!row.firstChild) row.append(document.createElement('button'));
    row.querySelector('button')?.setAttribute('data-handle', '');
    row.getBoundingClientRect = () => new DOMRect(0, index * ROW_PX, 300, ROW_PX);
    return row;
  });
  list.replaceChildren(...rows);
}

beforeEach(() => {
  order = ['a', 'b', 'c', 'd'];
  rests = [];
  list = document.body.appendChild(document.createElement('ol'));
  draw();
  reorder = new Reorder({
    nameOf: (id) => `song ${id}`,
    onmove: (id: string, { before }: Slot) => {
      order = moved(order, id, before, (one) => one);
      draw();
    },
    onrest: () => rests.push(order.join('')),
  });
  detach = reorder.list(list);
});
afterEach(() => {
  detach();
  list.remove();
});

describe('by pointer', () => {
  test('it follows, knows where it would land, and lands there', () => {
    reorder.draw('a', 25);
    reorder.moveTo(110);
    expect([reorder.id, reorder.offsetY, reorder.slot]).toEqual(['a', 85, { before: 'c', group: '' }]);
    expect(order.join('')).toBe('abcd');
    reorder.release();
    expect([order.join(''), rests, reorder.id, reorder.slot]).toEqual(['bacd', ['bacd'], null, null]);
  });

  test('where it came from, nothing happened', () => {
    reorder.draw('b', 75);
    reorder.moveTo(90);
    reorder.release();
    expect([order.join(''), rests]).toEqual(['abcd', []]);
  });

  test('what takes the pointer away leaves everything as it was', async () => {
    reorder.draw('a', 25);
    reorder.moveTo(190);
    await reorder.cancel();
    reorder.release();
    expect([order.join(''), rests, reorder.offsetY]).toEqual(['abcd', [], 0]);
  });
});

describe('by keys', () => {
  test('an arrow is one step, and the handle keeps the focus', async () => {
    await reorder.step('b', 1);
    expect([order.join(''), rests, reorder.said]).toEqual(['acbd', ['acbd'], 'song b, place 3 of 4']);
    expect(document.activeElement?.parentElement?.dataset.row).toBe('b');
  });

  test('taken up it goes several steps and rests once', async () => {
    reorder.toggle('a');
    expect(reorder.said).toBe(
      'song a, place 1 of 4. taken up: arrows move it, space puts it down, escape puts it back',
    );
    await reorder.step('a', 1);
    await reorder.step('a', 1);
    expect([order.join(''), rests]).toEqual(['bcad', []]);
    reorder.toggle('a');
    expect([rests, reorder.lifted, reorder.said]).toEqual([['bcad'], false, 'song a, place 3 of 4. put down']);
  });

  test('escape puts it back where it was, and nothing is to be saved', async () => {
    reorder.toggle('d');
    await reorder.step('d', -1);
    await reorder.step('d', -1);
    await reorder.cancel();
    expect([order.join(''), rests, reorder.said]).toEqual(['abcd', [], 'song d, place 4 of 4. put back']);
  });

  test('whoever tabs away leaves it where it stands', async () => {
    reorder.toggle('a');
    await reorder.step('a', 1);
    reorder.left('a');
    expect([rests, reorder.id]).toEqual([['bacd'], null]);
  });

  test('taking up another puts the first one down', async () => {
    reorder.toggle('a');
    await reorder.step('a', 1);
    reorder.toggle('d');
    expect([rests, reorder.id]).toEqual([['bacd'], 'd']);
  });

  test('at the edge it stays', async () => {
    await reorder.step('a', -1);
    expect([order.join(''), rests]).toEqual(['abcd', []]);
  });
});
