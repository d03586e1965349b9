import { describe, expect, test } from '@jest/globals';
import { isTid, nextTid } from '../../../common/ids.js';
import { isSameThing, keyOfCopy, redirected, referencesInto } from './old-addresses.rules.js';

const OLD = 'fm.old';
const song = { uri: 'at://did:plc:a/fm.old.track/3k', cid: 'bafyold' };
const present = { uri: 'at://did:plc:a/fm.plyr.track/3k', cid: 'bafynew' };

describe('AUTH-15: addresses of the old namespace', () => {
  test('are found in strong references at every depth, and only there', () => {
    const list = { name: song.uri, items: [{ subject: song, note: 'x' }, { subject: present }], by: { uri: song.uri } };
    expect(referencesInto(OLD, list)).toEqual([song.uri]);
    expect(redirected(list, new Map([[song.uri, present]]))).toEqual({
      ...list,
      items: [{ subject: present, note: 'x' }, { subject: present }],
    });
  });

  test('stay where nothing stands at the new ones', () => {
    expect(redirected({ subject: song }, new Map())).toEqual({ subject: song });
  });
});

describe('AUTH-15: the key of a copy', () => {
  test('is that of the original', () => {
    const rkey = nextTid();
    expect(keyOfCopy({ collection: 'track', rkey }, {})).toBe(rkey);
    expect(keyOfCopy({ collection: 'actor.profile', rkey: 'self' }, {})).toBe('self');
  });

  test('where our schema does not allow that, is the same at every try, and not that of another record', () => {
    const value = { createdAt: '2024-01-01T00:00:00Z' };
    const key = keyOfCopy({ collection: 'list', rkey: 'favourites' }, value);
    expect(isTid(key)).toBe(true);
    expect(keyOfCopy({ collection: 'list', rkey: 'favourites' }, value)).toBe(key);
    expect(keyOfCopy({ collection: 'list', rkey: 'others' }, value)).not.toBe(key);
  });
});

test('records at one key are the same thing when they were made at the same moment; a person has one profile', () => {
  const [some, other] = [{ createdAt: '2024-01-01T00:00:00Z' }, { createdAt: '2024-01-01T00:00:01Z' }];
  expect(isSameThing('track', some, { createdAt: '2024-01-01T01:00:00+01:00' })).toBe(true);
  expect(isSameThing('track', some, other)).toBe(false);
  expect(isSameThing('track', {}, {})).toBe(false);
  expect(isSameThing('actor.profile', some, other)).toBe(true);
});
