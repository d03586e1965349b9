import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, MINUTE_MS } from '../../../common/clock.js';
import { randomToken, sha256, uuid } from '../../../common/ids.js';
import { Settings } from '../../../platform/config/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { Grants, type NewGrant, OAuthClients, Vault } from '../../atproto/index.js';
import { ExchangeInvalid } from '../auth.errors.js';
import { retireGrant } from '../cleaning/retire-grant.job.js';
import { ExchangeTokensRepository } from './exchange-tokens.repository.js';
import { SessionsRepository } from './sessions.repository.js';

const EXCHANGE_LIFE_MS = MINUTE_MS;
const PREFIX = 16;

/** What a page or program gets for its exchange token. */
export interface HandedOver {
  bearer: string;
  expiresAt: Date | null;
}

/** Signed-in browsers (AUTH-03 … AUTH-05, AUTH-11). */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: ExchangeTokensRepository,
    private readonly grants: Grants,
    private readonly clients: OAuthClients,
    private readonly vault: Vault,
    private readonly tx: Transactions,
    private readonly queue: JobQueue,
    private readonly events: Events,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Keeps a new grant and opens a session on it; answers the one-time token that hands it over. Tells `session.started`. */
  async open(grant: NewGrant): Promise<string> {
    const token = randomToken();
    const replaced = await this.grants.undisturbed(grant.did, () =>
      this.tx.run(async (tx) => {
        const kept = await this.grants.keepForBrowsers(tx, grant.did, grant.session);
        await this.insert(tx, grant.did, kept.grantId, sha256(token));
        return kept.replaced;
      }),
    );
    this.events.emit('session.started', { did: grant.did });
    if (replaced) void this.clients.giveBack(replaced);
    return token;
  }

  /** Gives the session of an exchange token away, once. @throws {ExchangeInvalid} */
  async exchange(token: string): Promise<HandedOver> {
    const tokenHash = sha256(token);
    const used = await this.tokens.use(tokenHash);
    if (!used) throw new ExchangeInvalid();
    const sealed = { ciphertext: used.sessionCiphertext, keyId: used.keyId };
    const bearer = this.vault.open<string>(sealed, placeOf(tokenHash));
    if (!bearer) throw new ExchangeInvalid();
    return { bearer, expiresAt: used.expiresAt };
  }

  /** Ends one session. After the last browser of a DID its grant is retired. */
  async end(idHash: Buffer): Promise<void> {
    await this.tx.run(async (tx) => {
      const ended = await this.sessions.end(idHash, tx);
      if (ended?.kind !== 'browser' || (await this.sessions.hasBrowsers(ended.did, tx))) return;
      const endedAt = this.clock.now().toISOString();
      await this.queue.add(retireGrant, { did: ended.did, endedAt }, { after: tx });
    });
  }

  /** Ends every session of an account that is deleted. */
  purge(did: string): Promise<void> {
    return this.sessions.removeAll(did);
  }

  private async insert(tx: Tx, did: string, grantId: string, tokenHash: Buffer): Promise<void> {
    const bearer = randomToken();
    const idHash = sha256(bearer);
    await this.sessions.add(tx, {
      idHash,
      prefix: bearer.slice(0, PREFIX),
      did,
      kind: 'browser',
      groupId: uuid(),
      grantId,
      expiresAt: this.clock.after(this.lifeMs()),
    });
    const { ciphertext, keyId } = this.vault.seal(bearer, placeOf(tokenHash));
    const expiresAt = this.clock.after(EXCHANGE_LIFE_MS);
    await this.tokens.add(tx, { tokenHash, sessionIdHash: idHash, sessionCiphertext: ciphertext, keyId, expiresAt });
  }

  /** A public client's grant ends after two weeks whatever we do, so its sessions end with it (AUTH-05). */
  private lifeMs(): number {
    const { oauthJwk, sessionDaysConfidential, sessionDaysPublic } = this.settings;
    return (oauthJwk ? sessionDaysConfidential : sessionDaysPublic) * DAY_MS;
  }
}

function placeOf(tokenHash: Buffer): string {
  return `exchange:${tokenHash.toString('hex')}`;
}
