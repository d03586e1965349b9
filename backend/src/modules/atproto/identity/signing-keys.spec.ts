import { beforeEach, expect, jest, test } from '@jest/globals';
import type { DidDocuments } from './did-documents.js';
import { SigningKeyMissing, SigningKeys } from './signing-keys.js';

const did = 'did:plc:abcdefghijklmnopqrstuvwx';
const document = (publicKeyMultibase: string) => ({
  id: did,
  verificationMethod: [{ id: `${did}#atproto`, type: 'Multikey', controller: did, publicKeyMultibase }],
});
const FIRST = 'zQ3shVc2UkAfJCdc1TR8E66J8h48P43r93q8jGPkPpjF9Ef9G';
const find = jest.fn<DidDocuments['find']>();
let keys: SigningKeys;

beforeEach(() => {
  find.mockReset().mockResolvedValue(document(FIRST));
  keys = new SigningKeys({ find } as unknown as DidDocuments);
});

test('a key is asked for once, however many want it at the same time', async () => {
  const both = await Promise.all([keys.of(did), keys.of(did)]);
  expect(both).toEqual([`did:key:${FIRST}`, `did:key:${FIRST}`]);
  await keys.of(did);
  expect(find).toHaveBeenCalledTimes(1);
});

test('one that did not fit is asked for anew, but not by every forged commit', async () => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(0);
  await keys.of(did);
  await keys.of(did, { fresh: true });
  expect(find).toHaveBeenCalledTimes(1);
  now.mockReturnValue(61_000);
  await keys.of(did, { fresh: true });
  expect(find).toHaveBeenCalledTimes(2);
  now.mockRestore();
});

test('a forgotten one is asked for', async () => {
  await keys.of(did);
  keys.forget(did);
  await keys.of(did);
  expect(find).toHaveBeenCalledTimes(2);
});

test('a failure is not remembered', async () => {
  find.mockRejectedValueOnce(new Error('away'));
  await expect(keys.of(did)).rejects.toThrow('away');
  await expect(keys.of(did)).resolves.toBe(`did:key:${FIRST}`);
});

test('nobody, or somebody without a key, has none', async () => {
  find.mockResolvedValueOnce(null);
  await expect(keys.of(did)).rejects.toThrow(SigningKeyMissing);
  find.mockResolvedValueOnce({ id: did });
  await expect(keys.of(did)).rejects.toThrow(SigningKeyMissing);
});
