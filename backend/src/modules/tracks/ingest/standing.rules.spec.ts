import { expect, test } from '@jest/globals';
import { type KnownTrack, standingOf } from './standing.rules.js';

const known: KnownTrack = {
  id: 1,
  uri: 'at://did:plc:a/fm.plyr.track/3l',
  cid: 'first',
  rev: '3lb',
  visibility: 'public',
  publishState: 'published',
  syncState: 'synced',
  source: 'local',
  imageId: null,
  isRemoved: false,
  hasAudio: true,
};
const newer = { cid: 'second', rev: '3lc' };

test.each([
  ['a record without a row is new', undefined, newer, 'new'],
  ['another version with a later rev is an edit', {}, newer, 'edit'],
  ['the version of the row with a later rev is its echo', {}, { cid: 'first', rev: '3lc' }, 'echo'],
  ['the same rev says nothing', {}, { cid: 'second', rev: '3lb' }, 'known'],
  ['an earlier rev says nothing', {}, { cid: 'second', rev: '3la' }, 'known'],
  ['a row that never heard a rev hears any', { rev: null }, { cid: 'second', rev: '3la' }, 'edit'],
  ['what was removed here stays so', { isRemoved: true }, newer, 'known'],
  ['a private track hears nothing', { visibility: 'private' as const }, newer, 'private'],
  ['a change that is on its way wins', { syncState: 'pending' as const }, newer, 'known'],
  ['an upload that is on its way wins', { publishState: 'pending' as const }, newer, 'known'],
  [
    'one from the network that waits for its audio is edited',
    { publishState: 'pending' as const, source: 'network' as const },
    newer,
    'edit',
  ],
  ['one that could not be written from here may be from elsewhere', { syncState: 'failed' as const }, newer, 'edit'],
])('ING-03: %s', (_, row, record, standing) => {
  expect(standingOf(record, row && { ...known, ...row }, 'stream')).toBe(standing);
});

test('ING-10: a rebuild looks again for audio that could not be had', () => {
  const mute = { ...known, source: 'network', publishState: 'failed', hasAudio: false } as const;
  const same = { cid: 'first', rev: '3lb' };
  expect(standingOf(same, mute, 'rebuild')).toBe('edit');
  expect(standingOf(same, mute, 'stream')).toBe('known');
  expect(standingOf(same, { ...mute, isRemoved: true }, 'rebuild')).toBe('known');
});
