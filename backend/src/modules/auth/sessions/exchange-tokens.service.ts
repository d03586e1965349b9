import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '../../../common/clock.js';
import { randomToken, sha256 } from '../../../common/ids.js';
import type { Tx } from '../../../platform/database/index.js';
import { Vault } from '../../atproto/index.js';
import { ExchangeInvalid } from '../auth.errors.js';
import { ExchangeTokensRepository } from './exchange-tokens.repository.js';

const LIFE_MS = MINUTE_MS;

/** What a page or program gets for its exchange token. */
export interface HandedOver {
  /** The bearer value of the session. */
  bearer: string;
  expiresAt: Date | null;
}

/** Hands sessions over without ever writing one into an address (AUTH-03). */
@Injectable()
export class ExchangeTokens {
  constructor(
    private readonly rows: ExchangeTokensRepository,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** A one-time token for this session; lives a minute. */
  async issue(tx: Tx, bearer: string): Promise<string> {
    const token = randomToken();
    const tokenHash = sha256(token);
    const { ciphertext, keyId } = this.vault.seal(bearer, placeOf(tokenHash));
    await this.rows.add(tx, {
      tokenHash,
      sessionIdHash: sha256(bearer),
      sessionCiphertext: ciphertext,
      keyId,
      expiresAt: this.clock.after(LIFE_MS),
    });
    return token;
  }

  /** Gives the session away, once. @throws {ExchangeInvalid} */
  async exchange(token: string): Promise<HandedOver> {
    const tokenHash = sha256(token);
    const used = await this.rows.use(tokenHash);
    if (!used) throw new ExchangeInvalid();
    const sealed = { ciphertext: used.sessionCiphertext, keyId: used.keyId };
    const bearer = this.vault.open<string>(sealed, placeOf(tokenHash));
    if (!bearer) throw new ExchangeInvalid();
    return { bearer, expiresAt: used.expiresAt };
  }
}

function placeOf(tokenHash: Buffer): string {
  return `exchange:${tokenHash.toString('hex')}`;
}
