import { expect, test } from '@jest/globals';
import { listenerKeys, windowMs } from './listener.rules.js';

test.each([
  [null, 300_000],
  [4_000, 30_000],
  [30_000, 30_000],
  [215_000, 215_000],
  [9_000_000, 3_600_000],
])('TRK-06: a track of %s ms has a window of %s ms', (duration, window) => {
  expect(windowMs(duration)).toBe(window);
});

const guest = { did: null, cookie: null, address: '203.0.113.7', agent: 'browser' };

test('TRK-06: who is signed in is the same listener in every browser', () => {
  const here = listenerKeys({ ...guest, did: 'did:plc:a', cookie: 'x' }, 'secret');
  const there = listenerKeys({ did: 'did:plc:a', cookie: null, address: '198.51.100.2', agent: 'phone' }, 'secret');
  expect(here.own).toEqual(there.own);
  expect(listenerKeys({ ...guest, did: 'did:plc:b' }, 'secret').own).not.toEqual(here.own);
});

test('TRK-06: a browser is itself by its cookie, and still whoever it was before it had one', () => {
  const before = listenerKeys(guest, 'secret');
  const after = listenerKeys({ ...guest, cookie: 'x' }, 'secret');
  expect(after.own).not.toEqual(before.own);
  expect(after.all).toContainEqual(before.own);
  expect(after.turn).toBe(before.turn);
});

test('TRK-06: two browsers behind one address are two listeners', () => {
  const one = listenerKeys({ ...guest, cookie: 'x' }, 'secret');
  const other = listenerKeys({ ...guest, cookie: 'y' }, 'secret');
  expect(other.all).not.toContainEqual(one.own);
});

test('a key says nothing without the secret', () => {
  expect(listenerKeys(guest, 'secret').own).not.toEqual(listenerKeys(guest, 'other').own);
});
