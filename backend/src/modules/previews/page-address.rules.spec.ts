import { expect, test } from '@jest/globals';
import { pageAddress } from './page-address.rules.js';

test.each([
  ['/', { kind: 'site' }],
  ['/portal', { kind: 'site' }],
  ['/liked', { kind: 'site' }],
  ['/embed/track/1', { kind: 'site' }],
  ['/track/12', { kind: 'track', id: '12' }],
  ['/u/bob.test', { kind: 'artist', handle: 'bob.test' }],
  ['/u/bob.test/liked', { kind: 'liked', handle: 'bob.test' }],
  ['/liked/bob.test', { kind: 'liked', handle: 'bob.test' }],
  ['/u/bob.test/album/%C3%A9t%C3%A9', { kind: 'album', handle: 'bob.test', slug: 'été' }],
  ['/playlist/a1', { kind: 'playlist', id: 'a1' }],
  ['/tag/drum%20n%20bass', { kind: 'tag', name: 'drum n bass' }],
  ['/tag/ac/dc', { kind: 'tag', name: 'ac/dc' }],
  ['/tag/%E0%A4%A', { kind: 'tag', name: '%E0%A4%A' }],
  ['/at/at://did:plc:a/fm.plyr.track/3l', { kind: 'record', uri: 'at://did:plc:a/fm.plyr.track/3l' }],
  ['/at/at:/did:plc:a/fm.plyr.track/3l', { kind: 'record', uri: 'at://did:plc:a/fm.plyr.track/3l' }],
  ['/at/at%3A%2F%2Fdid%3Aplc%3Aa', { kind: 'record', uri: 'at://did:plc:a' }],
])('%s', (path, address) => {
  expect(pageAddress(path)).toEqual(address);
});

test.each(['/nowhere', '/track', '/track/1/2', '/u', '/u/bob/else', '/u/bob/album', '/tag', '/at', '/playlist/a/b'])(
  '%s is no page',
  (path) => {
    expect(pageAddress(path)).toEqual({ kind: 'unknown' });
  },
);
