import { HOUR_MS } from '../../../common/clock.js';
import { defineJob, Handles, JobQueue } from '../../../platform/queue/index.js';
import { Grants } from '../../atproto/index.js';
import { ExchangeTokensRepository } from '../sessions/exchange-tokens.repository.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { retireGrant } from './retire-grant.job.js';

export const purgeSessions = defineJob('auth.purge-sessions', { everyMs: HOUR_MS });

const PAGE = 500;

/** Sessions that ran out or were never fetched, used tokens, and the grants that nobody is signed in with any more. */
@Handles(purgeSessions)
export class PurgeSessionsHandler {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: ExchangeTokensRepository,
    private readonly grants: Grants,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    await this.sessions.purge();
    await this.tokens.purge();
    let last = '';
    for (;;) {
      const dids = await this.grants.didsOfBrowsers(last, PAGE);
      for (const did of await this.sessions.withoutBrowsers(dids)) await this.retire(did);
      if (dids.length < PAGE) return;
      last = dids.at(-1) ?? last;
    }
  }

  private retire(did: string): Promise<void> {
    return this.queue.add(retireGrant, { did, endedAt: new Date().toISOString() }, { id: did });
  }
}
