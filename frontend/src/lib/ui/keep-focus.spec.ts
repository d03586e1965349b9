import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handOn, keepFocus } from './keep-focus.ts';

let room: HTMLElement;
let list: HTMLElement;
let leave: (() => void) | void;

const row = (name: string, own = true) =>
  `<li id="${name}"><a href="#${name}">${name}</a>${own ? `<button aria-label="remove ${name}">x</button>` : ''}</li>`;
const remove = (name: string) => document.querySelector<HTMLElement>(`[aria-label="remove ${name}"]`)!;
const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
const settle = () => new Promise((resolve) => setTimeout(resolve));
const goes = async (...names: string[]) => {
  for (const name of names) document.getElementById(name)?.remove();
  await settle();
};

beforeEach(() => {
  document.body.innerHTML = `<section><h2>tracks</h2><ol>${row('a')}${row('b')}${row('c')}</ol></section>`;
  room = document.querySelector('section')!;
  list = document.querySelector('ol')!;
  leave = keepFocus(list);
});
afterEach(() => {
  if (leave) leave();
  vi.restoreAllMocks();
});

test('the same control of the row that follows takes it, and then of that one', async () => {
  remove('a').focus();
  await goes('a');
  expect(focused()).toBe('remove b');
  await goes('b');
  expect(focused()).toBe('remove c');
});

test('behind the last row, the one before does', async () => {
  remove('c').focus();
  await goes('c');
  expect(focused()).toBe('remove b');
});

test('rows that went before do not count', async () => {
  remove('b').focus();
  await goes('a');
  await goes('b');
  expect(focused()).toBe('remove c');
});

test('a row without that control offers its first', async () => {
  list.innerHTML = row('a') + row('b', false);
  remove('a').focus();
  await goes('a');
  expect(focused()).toBe('b');
});

test('with the last row it goes to the heading, also when the list goes with it', async () => {
  remove('a').focus();
  list.remove();
  if (leave) leave();
  leave = undefined;
  expect(focused()).toBe('tracks');
});

test('with the last row of a list that stays it goes to the heading', async () => {
  remove('a').focus();
  list.replaceChildren();
  await settle();
  expect(focused()).toBe('tracks');
});

test('a form in a row gives it back to what opened it', async () => {
  const own = document.getElementById('b')!;
  own.insertAdjacentHTML(
    'beforeend',
    '<button aria-expanded="true" aria-label="edit b">e</button><form><input></form>',
  );
  own.querySelector('input')?.focus();
  own.querySelector('form')?.remove();
  await settle();
  expect(focused()).toBe('edit b');
});

test('a dialog that asked keeps it until it closes', async () => {
  remove('a').focus();
  document.body.insertAdjacentHTML('beforeend', '<div role="dialog"><button>delete track</button></div>');
  const dialog = document.querySelector<HTMLElement>('[role="dialog"]')!;
  dialog.querySelector('button')?.focus();
  await goes('a');
  expect(focused()).toBe('delete track');
  dialog.remove();
  await settle();
  expect(focused()).toBe('remove b');
});

test('whoever went elsewhere by themselves is left there', async () => {
  room.insertAdjacentHTML('beforeend', '<button id="else">somewhere else</button>');
  remove('a').focus();
  await settle();
  document.getElementById('else')?.focus();
  await goes('a');
  document.getElementById('else')?.blur();
  document.body.append('a toast');
  await settle();
  expect(document.activeElement).toBe(document.body);
});

test('what is no row hands it on to the heading over it, when it goes with it', () => {
  const part = (where: Element) => {
    where.insertAdjacentHTML('beforeend', '<p><button aria-label="retry">retry</button></p>');
    const made = where.querySelector('p')!;
    return { made, end: handOn(made), button: made.querySelector('button')! };
  };
  const apart = part(room);
  apart.button.focus();
  apart.made.remove();
  apart.end?.();
  expect(focused()).toBe('tracks');

  const untouched = part(room);
  remove('a').focus();
  untouched.made.remove();
  untouched.end?.();
  expect(focused()).toBe('remove a');

  expect(part(document.getElementById('b')!).end).toBeUndefined();
});
