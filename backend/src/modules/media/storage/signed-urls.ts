import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Clock } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';

/** Signs addresses of private objects for the disk driver. Keys follow from OAUTH_ENCRYPTION_KEY: the first signs, all verify. */
@Injectable()
export class SignedUrls {
  readonly #signing: Buffer;
  readonly #known: Buffer[];

  constructor(
    settings: Settings,
    private readonly clock: Clock,
  ) {
    const [first = '', ...older] = settings.oauthEncryptionKey.split(',').map((entry) => entry.trim());
    this.#signing = derive(first);
    this.#known = [this.#signing, ...older.map(derive)];
  }

  /** The query of an address that shows `key` for so many seconds. */
  sign(key: string, seconds: number): URLSearchParams {
    const expires = Math.floor(this.clock.now().getTime() / 1000) + seconds;
    return new URLSearchParams({
      expires: String(expires),
      signature: mac(this.#signing, key, expires).toString('base64url'),
    });
  }

  /** Seconds until the address ends, or null if it has ended or was not made here. */
  verify(key: string, query: { expires?: string; signature?: string }): number | null {
    const expires = Number(query.expires);
    const remaining = expires - this.clock.now().getTime() / 1000;
    if (!Number.isInteger(expires) || remaining <= 0 || !query.signature) return null;
    const given = Buffer.from(query.signature, 'base64url');
    return this.#known.some((secret) => equal(mac(secret, key, expires), given)) ? Math.floor(remaining) : null;
  }
}

function derive(entry: string): Buffer {
  const secret = Buffer.from(entry.slice(entry.indexOf(':') + 1), 'base64');
  return Buffer.from(hkdfSync('sha256', secret, '', 'media.signed-url', 32));
}

function mac(secret: Buffer, key: string, expires: number): Buffer {
  return createHmac('sha256', secret).update(`${expires}\n${key}`).digest();
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
