import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

const made = () => ({});

test('UX-10: what was looked at is the same again', () => {
  const recent = new Recent<object>();
  const tape = recent.of('tape', made);
  expect(recent.of('drone', made)).not.toBe(tape);
  expect(recent.of('tape', made)).toBe(tape);
});

test('what was not looked at for long is made anew', () => {
  const recent = new Recent<object>();
  const [tape, drone] = [recent.of('tape', made), recent.of('drone', made)];
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) recent.of(name, made);
  recent.of('tape', made);
  recent.of('g', made);
  expect(recent.of('tape', made)).toBe(tape);
  expect(recent.of('drone', made)).not.toBe(drone);
});
