import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS } from '../../../common/clock.js';
import { randomToken, sha256, uuid } from '../../../common/ids.js';
import { Settings } from '../../../platform/config/index.js';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { Grants, type NewGrant, OAuthClients } from '../../atproto/index.js';
import { ExchangeTokens } from './exchange-tokens.service.js';
import { SessionsRepository } from './sessions.repository.js';

const PREFIX = 16;

/** Turns an accepted grant into a signed-in browser (AUTH-05). */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: ExchangeTokens,
    private readonly grants: Grants,
    private readonly clients: OAuthClients,
    private readonly tx: Transactions,
    private readonly events: Events,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Keeps the grant and opens a session on it; answers the token that hands it over. Tells `session.started`. */
  async open({ did, session }: NewGrant): Promise<string> {
    const { token, replaced } = await this.grants.undisturbed(did, () =>
      this.tx.run(async (tx) => {
        const { grantId, replaced } = await this.grants.keepForBrowsers(tx, did, session);
        return { token: await this.tokens.issue(tx, await this.insert(tx, did, grantId)), replaced };
      }),
    );
    this.events.emit('session.started', { did });
    if (replaced) void this.clients.giveBack(replaced);
    return token;
  }

  /** Answers the bearer value, of which only the hash is kept. */
  private async insert(tx: Tx, did: string, grantId: string): Promise<string> {
    const bearer = randomToken();
    await this.sessions.add(tx, {
      idHash: sha256(bearer),
      prefix: bearer.slice(0, PREFIX),
      did,
      kind: 'browser',
      groupId: uuid(),
      grantId,
      expiresAt: this.clock.after(this.lifeMs()),
    });
    return bearer;
  }

  /** A public client's grant ends after two weeks whatever we do, so its sessions end with it. */
  private lifeMs(): number {
    const { oauthJwk, sessionDaysConfidential, sessionDaysPublic } = this.settings;
    return (oauthJwk ? sessionDaysConfidential : sessionDaysPublic) * DAY_MS;
  }
}
