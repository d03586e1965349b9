import { expect, test } from '@jest/globals';
import { sha256 } from '../../../common/ids.js';
import { blobCid } from './blob-cid.rules.js';

// Computed with the reference implementation (multiformats).
test.each([
  ['', 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'],
  ['hello world', 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'],
])('bytes %j have the address that repositories give them', (bytes, cid) => {
  expect(blobCid(sha256(bytes))).toBe(cid);
});
