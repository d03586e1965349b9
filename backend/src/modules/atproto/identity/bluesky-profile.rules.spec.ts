import { describe, expect, test } from '@jest/globals';
import { cdnAvatar, avatarOnCdn, profileFromRecord } from './bluesky-profile.rules.js';

const CID = 'bafkreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';
const DID = 'did:plc:abcdefghijklmnopqrstuvwx';
const at = (cid: string) => `at ${cid}`;

describe('AUTH-17: a profile of Bluesky', () => {
  test('gives name, words and picture', () => {
    const record = { displayName: ' Ada ', description: 'hums\nloudly', avatar: { ref: { $link: CID } } };
    expect(profileFromRecord(record, at)).toEqual({
      displayName: 'Ada',
      description: 'hums\nloudly',
      avatarUrl: `at ${CID}`,
    });
  });

  test.each([
    ['nothing', undefined],
    ['text', 'record'],
    ['wrong kinds', { displayName: 7, description: [], avatar: 'a.png' }],
    ['an address for a cid', { avatar: { ref: { $link: '../x' } } }],
    ['spaces', { displayName: '  ', description: '' }],
  ])('made of %s gives nothing', (_what, record) => {
    expect(profileFromRecord(record, at)).toEqual({ displayName: null, description: null, avatarUrl: null });
  });

  test('a long text is cut between characters', () => {
    const { description } = profileFromRecord({ description: '歌'.repeat(1000) }, at);
    expect(description).toBe('歌'.repeat(853));
  });
});

describe('ART-02: an avatar has one address', () => {
  const normal = cdnAvatar(DID, CID);

  test.each([
    ['as it is', normal],
    ['without a format', `https://cdn.bsky.app/img/avatar/plain/${DID}/${CID}`],
    ['as another format', `https://cdn.bsky.app/img/avatar/plain/${DID}/${CID}@webp`],
    ['in small', `https://cdn.bsky.app/img/avatar_thumbnail/plain/${DID}/${CID}@jpeg`],
  ])('on the CDN of Bluesky, %s', (_what, address) => {
    expect(avatarOnCdn(address)).toBe(normal);
  });

  test.each([
    'me.png',
    'https://example.com/me.png',
    `http://cdn.bsky.app/img/avatar/plain/${DID}/${CID}@jpeg`,
    `https://cdn.bsky.app/img/feed_thumbnail/plain/${DID}/${CID}@jpeg`,
    `https://cdn.bsky.app.example.com/img/avatar/plain/${DID}/${CID}@jpeg`,
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    'ftp://example.com/a',
    'https://u:p@x.com/a',
  ])('%s is none', (address) => {
    expect(avatarOnCdn(address)).toBeNull();
  });
});
