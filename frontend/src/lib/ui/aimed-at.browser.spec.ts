import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aimedAt } from './aimed-at.ts';

const button = document.createElement('button');
let told = 0;
let detach: (() => void) | void;

beforeEach(() => {
  vi.useFakeTimers();
  told = 0;
  detach = aimedAt(() => (told += 1))(button);
});
afterEach(() => {
  detach?.();
  vi.useRealTimers();
});

const point = (type: string, pointerType: string, which = 0) =>
  button.dispatchEvent(new PointerEvent(type, { pointerType, button: which }));

test('a mouse that rests on it aims, one that only crosses it does not', () => {
  point('pointerenter', 'mouse');
  point('pointerleave', 'mouse');
  vi.advanceTimersByTime(1000);
  expect(told).toBe(0);
  point('pointerenter', 'mouse');
  vi.advanceTimersByTime(1000);
  expect(told).toBe(1);
});

test('going down is enough, with the main button', () => {
  point('pointerdown', 'mouse', 2);
  expect(told).toBe(0);
  point('pointerdown', 'mouse');
  expect(told).toBe(1);
});

test('a finger may only be on its way through the list', () => {
  point('pointerenter', 'touch');
  point('pointerdown', 'touch');
  vi.advanceTimersByTime(1000);
  expect(told).toBe(0);
});

test('nothing is told once it is gone', () => {
  point('pointerenter', 'mouse');
  detach?.();
  vi.advanceTimersByTime(1000);
  expect(told).toBe(0);
});
