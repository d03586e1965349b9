import { expect, test } from 'vitest';
import type { Track } from '#lib/api/contract.ts';
import { back } from './back.ts';

const list = (titles: string) => [...titles].map((title) => ({ id: title.charCodeAt(0), title }) as Track);

test.each([
  ['ac', 'b', 'abc', 'abc'],
  ['bc', 'a', 'abc', 'abc'],
  ['ca', 'b', 'abc', 'cab'],
  ['', 'b', 'abc', 'b'],
  ['ab', 'b', 'abc', 'ab'],
])('in %s, %s of %s stands again as %s', (now, removed, before, after) => {
  const [track] = list(removed);
  expect(
    back(list(now), track!, list(before))
      .map(({ title }) => title)
      .join(''),
  ).toBe(after);
});
