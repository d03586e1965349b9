import { beforeEach, expect, test } from 'vitest';
import type { OrderedItem, Track } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { ListOrder } from './list-order.svelte.ts';

const track = (letter: string) =>
  ({
    id: letter.charCodeAt(0),
    title: letter,
    atproto_record_uri: `at://${letter}`,
    atproto_record_cid: null,
  }) as Track;
const id = (letter: string) => String(letter.charCodeAt(0));
const refusal = (status: number, code: string, detail: string) =>
  new ApiProblem({ type: 'about:blank', title: '', status, code, detail });

let shown: readonly Track[];
let sent: string[];
let answer: () => Promise<unknown>;
let toasts: Toasts;
let order: ListOrder;
const letters = () => shown.map(({ title }) => title).join('');

beforeEach(() => {
  shown = [...'abcd'].map(track);
  sent = [];
  answer = () => Promise.resolve();
  toasts = new Toasts();
  order = new ListOrder({
    name: () => 'rain',
    tracks: () => shown,
    onorder: (tracks) => (shown = tracks),
    save: (items: OrderedItem[]) => {
      sent.push(items.map(({ uri, track_id }) => uri?.slice(5) ?? String(track_id)).join(''));
      return answer();
    },
    reread: () => Promise.resolve((shown = [...'dbca'].map(track))),
    toasts,
  });
});

test('a move is shown at once and saved as the whole order', async () => {
  order.move(id('a'), id('c'));
  expect(letters()).toBe('bacd');
  await order.save();
  expect([sent, letters()]).toEqual([['bacd'], 'bacd']);
});

test('ALB-06: that an order is saved is said once for all moves, in place', async () => {
  order.move(id('a'), id('c'));
  await order.save();
  order.move(id('b'), id('d'));
  await order.save();
  expect(toasts.items).toMatchObject([{ kind: 'success', text: 'the order of rain is saved' }]);
});

test('LST-09: what has to be known first is waited for, and the order is then of what is there', async () => {
  let known = (): void => undefined;
  order = new ListOrder({
    name: () => 'rain',
    tracks: () => shown,
    onorder: (tracks) => (shown = tracks),
    ready: () => new Promise<void>((resolve) => (known = resolve)),
    save: (items: OrderedItem[]) => Promise.resolve(sent.push(items.map(({ uri }) => uri?.slice(5)).join(''))),
    reread: () => Promise.resolve(),
    toasts,
  });
  order.move(id('d'), id('a'));
  const saving = order.save();
  shown = shown.filter(({ title }) => title !== 'b');
  expect(sent).toEqual([]);
  known();
  await saving;
  expect(sent).toEqual(['dac']);
});

test('what came while an order could not be saved stays, on top', async () => {
  answer = () => Promise.reject(refusal(503, 'unavailable', 'try later.'));
  order.move(id('d'), id('a'));
  const saving = order.save();
  shown = [track('x'), ...shown];
  await saving;
  expect(letters()).toBe('xabcd');
});

test('a private track is named by its number', async () => {
  shown = shown.map((one) => (one.title === 'c' ? { ...one, atproto_record_uri: null } : one));
  order.move(id('a'), id('d'));
  await order.save();
  expect(sent).toEqual([`b${id('c')}ad`]);
});

test('moves while one is being saved go together with the next', async () => {
  let stored = (): void => undefined;
  answer = () => new Promise<void>((resolve) => (stored = resolve));
  order.move(id('a'), null);
  const saving = order.save();
  order.move(id('b'), null);
  void order.save();
  order.move(id('c'), null);
  void order.save();
  answer = () => Promise.resolve();
  stored();
  await saving;
  expect([sent, order.saving]).toEqual([['bcda', 'dabc'], false]);
});

test('LST-18: a list that was changed elsewhere is shown as it stands, and it is said', async () => {
  answer = () => Promise.reject(refusal(409, 'lists.membership_mismatch', 'the list has changed'));
  order.move(id('d'), id('a'));
  await order.save();
  expect([letters(), toasts.items[0]?.kind, toasts.items[0]?.text]).toEqual([
    'dbca',
    'warning',
    'rain was changed elsewhere. here it is as it stands now; your last move was not kept.',
  ]);
});

test('another failure takes the move back, but not what was taken off meanwhile', async () => {
  answer = () => Promise.reject(refusal(503, 'unavailable', 'try later.'));
  order.move(id('d'), id('a'));
  const saving = order.save();
  shown = shown.filter(({ title }) => title !== 'b');
  await saving;
  expect([letters(), toasts.items[0]?.text]).toEqual(['acd', 'the new order of rain could not be saved. try later.']);
});

test('after a failure the next move starts from what is stored', async () => {
  order.move(id('a'), id('c'));
  await order.save();
  answer = () => Promise.reject(refusal(503, 'unavailable', 'try later.'));
  order.move(id('d'), id('b'));
  await order.save();
  expect(letters()).toBe('bacd');
});
