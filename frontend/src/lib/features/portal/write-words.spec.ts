import { expect, test } from 'vitest';
import { howItStands, whatIsWritten } from './write-words.ts';

test('CON-10: an unfinished write is called by what it is about', () => {
  expect(whatIsWritten({ collection: 'fm.plyr.dev.like', op: 'put' })).toBe('a like');
  expect(whatIsWritten({ collection: 'fm.plyr.dev.track', op: 'delete' })).toBe('a track, taken down');
  expect(whatIsWritten({ collection: 'fm.plyr.dev.actor.profile', op: 'put' })).toBe('your profile');
  expect(whatIsWritten({ collection: 'fm.plyr.dev.scrobble', op: 'put' })).toBe('scrobble');
});

test('and says what is to be waited for, and what is not', () => {
  expect(howItStands({ state: 'pending', waiting: null })).toBe('syncing to your pds');
  expect(howItStands({ state: 'pending', waiting: 'no_grant' })).toBe('goes on with your next sign-in');
  expect(howItStands({ state: 'failed', waiting: null })).toBe('safe here, not on your pds');
});
