import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Clock, DAY_MS } from '../../../common/clock.js';
import { Settings } from '../../../platform/config/index.js';
import { defineJob, Handles } from '../../../platform/queue/index.js';
import { Grants } from './grants.service.js';
import { OAuthClients } from './oauth-clients.js';

export const keepGrants = defineJob('atproto.keep-grants', { attempts: 1, everyMs: DAY_MS });

/** Servers forget a confidential client's grant that is not used for three months; a listener may never write. */
const REFRESH_AFTER_MS = 30 * DAY_MS;
const PER_ROUND = 500;

/** Keeps grants as long as the sessions that stand on them (AUTH-05). A public client's grant cannot be prolonged. */
@Handles(keepGrants)
export class KeepGrantsHandler {
  constructor(
    private readonly grants: Grants,
    private readonly clients: OAuthClients,
    private readonly settings: Settings,
    private readonly clock: Clock,
    @InjectPinoLogger(KeepGrantsHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(): Promise<void> {
    if (!this.settings.oauthJwk) return;
    for (const grant of await this.grants.unusedSince(this.clock.after(-REFRESH_AFTER_MS), PER_ROUND))
      await this.clients.refresh(grant).catch((error: unknown) => this.failed(grant.did, error));
  }

  /** One that is refused is dead by now and is not tried again; one whose server is away is tried tomorrow. */
  private failed(did: string, error: unknown): void {
    this.log.info({ err: error, did }, 'a grant could not be kept');
  }
}
