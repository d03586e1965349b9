import { expect, test } from 'vitest';
import { Places } from './places.ts';

const kept = (before: string) => {
  const places = new Places<string>((letter) => letter);
  places.note([...before]);
  return places;
};

test.each([
  ['ac', 'b', 'abc', 'abc'],
  ['bc', 'a', 'abc', 'abc'],
  ['ca', 'b', 'abc', 'cab'],
  ['', 'b', 'abc', 'b'],
  ['ab', 'b', 'abc', 'ab'],
  ['ab', 'c', 'ab', 'cab'],
])('in %s, %s of %s stands again as %s', (now, removed, before, after) => {
  expect(
    kept(before)
      .back([...now], removed)
      .join(''),
  ).toBe(after);
});

test.each(['bc', 'cb'])('of two that went one after the other both find back, %s', (order) => {
  for (const returning of ['bc', 'cb']) {
    const places = kept('abcd');
    places.note([...'abcd'.replace(order.charAt(0), '')]);
    const list = [...returning].reduce((now: readonly string[], one) => places.back(now, one), ['a', 'd']);
    expect(list.join(''), `${returning} come back`).toBe('abcd');
  }
});
