import { describe, expect, test } from '@jest/globals';
import { Settings } from '../../../platform/config/index.js';
import { Avatars } from './avatars.js';

const avatars = (settings: Partial<Settings> = {}) =>
  new Avatars(Object.assign(new Settings(), { publicUrl: 'https://api.plyr.test', ...settings }));
const BLOB = 'http://localhost:2583/xrpc/com.atproto.sync.getBlob?did=did%3Aplc%3Aa&cid=bafy';

describe('ST-07: an avatar', () => {
  test.each([
    'https://api.plyr.test/media/images/a/1200.webp',
    'https://cdn.bsky.app/img/avatar/plain/did:plc:abcdefghijklmnopqrstuvwx/bafkreiabc2@jpeg',
  ])('at %s is shown', (address) => {
    expect(avatars().accepted(address)).toBe(address);
  });

  test('in our bucket, or on the local PDS, is shown where there is one', () => {
    const image = 'https://images.plyr.test/a/1200.webp';
    expect(avatars().accepted(image)).toBeNull();
    expect(avatars({ r2PublicImageBucketUrl: 'https://images.plyr.test' }).accepted(image)).toBe(image);
    expect(avatars().accepted(BLOB)).toBeNull();
    expect(avatars({ devPdsUrl: 'http://localhost:2583' }).accepted(BLOB)).toBe(BLOB);
  });

  test.each([
    'https://example.com/a.png',
    'https://api.plyr.test.example.com/media/images/a.webp',
    'https://api.plyr.test/media/images/../../auth/logout',
    'https://user@api.plyr.test/media/images/a.webp',
    'javascript:alert(1)',
    'me.png',
  ])('at %s is not', (address) => {
    expect(avatars().accepted(address)).toBeNull();
  });
});
