import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Settings } from '../../../platform/config/index.js';

/** A secret at rest, and which key it needs. */
export interface Sealed {
  ciphertext: Buffer;
  keyId: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what must be readable again: tokens, DPoP keys, flow secrets (P-SEC-01). The first key of
 * OAUTH_ENCRYPTION_KEY seals, every one of them opens, so that a key is changed by putting a new one in front.
 */
@Injectable()
export class Vault {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  constructor(settings: Settings) {
    const entries = settings.oauthEncryptionKey.split(',').map((entry): [string, Buffer] => {
      const [kid = '', key = ''] = entry.trim().split(':');
      return [kid, Buffer.from(key, 'base64')];
    });
    this.keys = new Map(entries);
    this.current = entries[0]?.[0] ?? '';
  }

  /** `place` says what it is and whose, so that a ciphertext moved to another row does not open there. */
  seal(value: unknown, place: string): Sealed {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key(this.current), nonce).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return { ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId: this.current };
  }

  /** `undefined` when the key is gone, or the bytes are not what was sealed at this place. */
  open<T>({ ciphertext, keyId }: Sealed, place: string): T | undefined {
    if (!this.opens(keyId)) return undefined;
    const nonce = ciphertext.subarray(0, NONCE_BYTES);
    const tag = ciphertext.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, this.key(keyId), nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
      const body = decipher.update(ciphertext.subarray(NONCE_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([body, decipher.final()]).toString('utf8')) as T;
    } catch {
      return undefined;
    }
  }

  /** Whether what was sealed with this key can still be read. */
  opens(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  private key(keyId: string): Buffer {
    const key = this.keys.get(keyId);
    if (!key) throw new Error(`OAUTH_ENCRYPTION_KEY holds no key ${keyId}`);
    return key;
  }
}
