import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenSomeoneIsThere } from './when-idle.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work, 10));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begun = () => {
  const work = vi.fn();
  whenSomeoneIsThere(work);
  return work;
};

test.each(['pointermove', 'pointerdown', 'keydown', 'scroll'])('%s begins what was waiting, once', (sign) => {
  const work = begun();
  vi.advanceTimersByTime(500);
  expect(work).not.toHaveBeenCalled();
  document.body.dispatchEvent(new Event(sign));
  // what was done is answered first
  expect(work).not.toHaveBeenCalled();
  document.body.dispatchEvent(new Event(sign));
  vi.advanceTimersByTime(10_000);
  expect(work).toHaveBeenCalledTimes(1);
});

test('nobody is waited for long', () => {
  const work = begun();
  vi.advanceTimersByTime(3_500);
  expect(work).toHaveBeenCalledTimes(1);
  document.body.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(1_000);
  expect(work).toHaveBeenCalledTimes(1);
});
