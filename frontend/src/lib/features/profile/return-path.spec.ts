import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

const asked = (wanted: string) => {
  const url = new URL('/profile/setup', 'https://plyr.example');
  url.searchParams.set('return_to', wanted);
  return returnPath(url);
};

test('AUTH-19: a page of this site is come back to', () => {
  expect(asked('/track/7?t=90#c1')).toBe('/track/7?t=90#c1');
});
test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'portal',
  'javascript:alert(1)',
])('AUTH-19: %s is no page of this site', (wanted) => expect(asked(wanted)).toBeNull());
test('without one there is nowhere to go back to', () => {
  expect(returnPath(new URL('https://plyr.example/profile/setup'))).toBeNull();
});
