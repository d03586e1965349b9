import { expect, test } from 'vitest';
import { howItStands, whatIsWritten } from './write-words.ts';

test('CON-10: an unfinished write is called by what it is about', () => {
  const words = (kind: string, about: string | null, op: 'put' | 'delete' = 'put') =>
    whatIsWritten({ collection: `fm.plyr.dev.${kind}`, op, about });
  expect(words('like', null)).toBe('a like');
  expect(words('like', 'Rain')).toBe('your like of Rain');
  expect(words('track', 'Rain', 'delete')).toBe('the track Rain, taken down');
  expect(words('actor.profile', null)).toBe('your profile');
  expect(words('scrobble', null)).toBe('scrobble');
});

test('and says what is to be waited for, and what is not', () => {
  expect(howItStands({ state: 'pending', waiting: null })).toBe('syncing to your pds');
  expect(howItStands({ state: 'pending', waiting: 'no_grant' })).toBe('goes on with your next sign-in');
  expect(howItStands({ state: 'failed', waiting: null })).toBe('safe here, not on your pds');
});
