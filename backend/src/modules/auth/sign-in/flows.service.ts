import { Injectable } from '@nestjs/common';
import { Clock, MINUTE_MS } from '../../../common/clock.js';
import { sha256 } from '../../../common/ids.js';
import { type FlowSecret, Vault } from '../../atproto/index.js';
import { FlowsRepository } from './flows.repository.js';

/** How long a sign-in may take (AUTH-02). */
export const FLOW_LIFE_MS = 10 * MINUTE_MS;

/** What a sign-in needs to know when it comes back. */
export interface Flow {
  /** Who is to sign in; null when only their server is known. */
  did: string | null;
  scope: string;
  returnTo: string | null;
  secret: FlowSecret;
}

type Payload = Omit<Flow, 'did'>;

/** Sign-ins under way, kept in the database so that any process can end them. */
@Injectable()
export class Flows {
  constructor(
    private readonly rows: FlowsRepository,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @param browser the value of the flow cookie */
  async keep(state: string, browser: string, { did, ...payload }: Flow): Promise<void> {
    const stateHash = sha256(state);
    const { ciphertext, keyId } = this.vault.seal(payload, placeOf(stateHash));
    await this.rows.add({
      stateHash,
      browserHash: sha256(browser),
      kind: 'login',
      did,
      payloadCiphertext: ciphertext,
      keyId,
      expiresAt: this.clock.after(FLOW_LIFE_MS),
    });
  }

  /** Takes a flow out, once; `null` when it is unknown, too old, taken already, or of another browser. */
  async take(state: string, browser: string): Promise<Flow | null> {
    const stateHash = sha256(state);
    const taken = await this.rows.take(stateHash, sha256(browser));
    if (!taken) return null;
    const sealed = { ciphertext: taken.payloadCiphertext, keyId: taken.keyId };
    const payload = this.vault.open<Payload>(sealed, placeOf(stateHash));
    return payload ? { did: taken.did, ...payload } : null;
  }
}

function placeOf(stateHash: Buffer): string {
  return `flow:${stateHash.toString('hex')}`;
}
