import { describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { Settings } from '../../../platform/config/index.js';
import { Vault } from './vault.js';

const key = (kid: string) => `${kid}:${randomBytes(32).toString('base64')}`;
const vault = (...keys: string[]) => new Vault(Object.assign(new Settings(), { oauthEncryptionKey: keys.join(',') }));

describe('P-SEC-01: what must be readable again is encrypted with a key that has a name', () => {
  const [old, fresh] = [key('k1'), key('k2')];
  const secret = { refresh_token: 'ref-1234567890', note: 'grüße' };

  test('what was sealed opens at its place', () => {
    const sealed = vault(old).seal(secret, 'grant:1');
    expect(vault(old).open(sealed, 'grant:1')).toEqual(secret);
    expect(sealed.ciphertext.toString('latin1')).not.toContain('ref-1234567890');
  });

  test('the same secret never looks the same twice', () => {
    const one = vault(old);
    expect(one.seal(secret, 'a').ciphertext).not.toEqual(one.seal(secret, 'a').ciphertext);
  });

  test('a new key in front seals, and the old one still opens', () => {
    const before = vault(old).seal(secret, 'grant:1');
    const rotated = vault(fresh, old);
    expect(rotated.open(before, 'grant:1')).toEqual(secret);
    expect(rotated.seal(secret, 'grant:1').keyId).toBe('k2');
  });

  test('without its key, or with another key of that name, it stays closed', () => {
    const sealed = vault(old).seal(secret, 'grant:1');
    expect(vault(fresh).open(sealed, 'grant:1')).toBeUndefined();
    expect(vault(key('k1')).open(sealed, 'grant:1')).toBeUndefined();
  });

  test('moved to another row or changed by a bit, it stays closed', () => {
    const sealed = vault(old).seal(secret, 'grant:1');
    expect(vault(old).open(sealed, 'grant:2')).toBeUndefined();
    const last = sealed.ciphertext.length - 1;
    sealed.ciphertext[last] = (sealed.ciphertext[last] ?? 0) ^ 1;
    expect(vault(old).open(sealed, 'grant:1')).toBeUndefined();
    expect(vault(old).open({ ...sealed, ciphertext: Buffer.alloc(3) }, 'grant:1')).toBeUndefined();
  });
});
