import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock.js';
import { Transactions } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { retireGrant } from '../cleaning/retire-grant.job.js';
import { SessionsRepository } from './sessions.repository.js';

/** How sessions end. */
@Injectable()
export class Sessions {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tx: Transactions,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Ends one session. After the last browser of a DID its grant is retired (AUTH-11). */
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
}
