import { Clock, MINUTE_MS, SECOND_MS } from '../../../common/clock.js';
import { Handles, type JobData, JobQueue } from '../../../platform/queue/index.js';
import { OAuthClients, Outbox } from '../../atproto/index.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { retireGrant } from './retire-grant.job.js';

const LOOK_AGAIN_MS = 5 * SECOND_MS;
const PATIENCE_MS = 10 * MINUTE_MS;

/** What was said before signing out is still written: the grant goes when the outbox is empty, or after ten minutes. */
@Handles(retireGrant)
export class RetireGrantHandler {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly outbox: Outbox,
    private readonly clients: OAuthClients,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async run({ did, endedAt }: JobData<typeof retireGrant>): Promise<void> {
    const mayWait = this.clock.now().getTime() - Date.parse(endedAt) < PATIENCE_MS;
    if (mayWait && !(await this.outbox.isEmpty(did))) {
      await this.queue.add(retireGrant, { did, endedAt }, { delayMs: LOOK_AGAIN_MS });
      return;
    }
    await this.clients.revoke(did, () => this.sessions.hasBrowsers(did));
  }
}
