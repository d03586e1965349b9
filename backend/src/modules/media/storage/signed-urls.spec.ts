import { expect, test } from '@jest/globals';
import { Clock } from '../../../common/clock.js';
import type { Settings } from '../../../platform/config/index.js';
import { SignedUrls } from './signed-urls.js';

const key = (fill: number) => `k${fill}:${Buffer.alloc(32, fill).toString('base64')}`;
const signer = (keys: string, clock = new Clock()) => new SignedUrls({ oauthEncryptionKey: keys } as Settings, clock);
const signed = (by: SignedUrls, seconds = 60) =>
  Object.fromEntries(by.sign('exports/x.zip', seconds)) as { expires: string; signature: string };

class Later extends Clock {
  constructor(private readonly seconds: number) {
    super();
  }
  override now(): Date {
    return new Date(super.now().getTime() + this.seconds * 1000);
  }
}

test('ST-10: an address holds until its end, for its own key only', () => {
  const query = signed(signer(key(1)));
  expect(signer(key(1)).verify('exports/x.zip', query)).toBeGreaterThan(57);
  expect(signer(key(1)).verify('exports/y.zip', query)).toBeNull();
  expect(signer(key(1), new Later(61)).verify('exports/x.zip', query)).toBeNull();
});

test('a rotated key still verifies, and a removed one does not', () => {
  const query = signed(signer(key(1)));
  expect(signer(`${key(2)}, ${key(1)}`).verify('exports/x.zip', query)).not.toBeNull();
  expect(signer(key(2)).verify('exports/x.zip', query)).toBeNull();
});

test.each([
  {},
  { expires: 'soon' },
  { signature: 'AAAA' },
  { expires: '99999999999', signature: '' },
  { expires: '99999999999', signature: 'AAAA' },
])('%j signs nothing', (query) => {
  expect(signer(key(1)).verify('exports/x.zip', query)).toBeNull();
});
