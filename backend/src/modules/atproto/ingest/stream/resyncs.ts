import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { JobQueue } from '../../../../platform/queue/index.js';
import { AccountsRepository } from '../../accounts/accounts.repository.js';
import { isDid } from '../intake.rules.js';
import { IntakeReport } from '../intake-report.js';
import { OwedResyncs } from '../resync/owed-resyncs.repository.js';
import { resyncAccount, resyncAccounts, resyncStrangers } from '../resync/resync.jobs.js';
import type { GapEvent, ResyncEvent } from './source.js';

/** Has read again what could not be followed. */
@Injectable()
export class Resyncs {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly owed: OwedResyncs,
    private readonly queue: JobQueue,
    private readonly report: IntakeReport,
    @InjectPinoLogger(Resyncs.name) private readonly log: PinoLogger,
  ) {}

  /** It is owed, and the job lies in the queue, before the cursor moves past the reason for it. */
  async order(event: ResyncEvent | GapEvent): Promise<void> {
    if (event.kind === 'gap') return this.all(event.reason);
    const { did, reason, onlyKnown } = event;
    if (!isDid(did) || (onlyKnown && !(await this.accounts.find(did)))) return;
    // A `#sync` is nothing wrong: a server sends one with each new account.
    this.log[reason === 'sync' ? 'info' : 'warn']({ did, reason }, 'a repository has to be read again');
    this.report.resync(reason);
    await this.owed.owe([did]);
    await this.queue.add(resyncAccount, { did }, { id: did });
  }

  private async all(reason: string): Promise<void> {
    if (reason === 'first_start') this.log.info('the network is heard for the first time: known repositories are read');
    else
      this.log.error(
        { reason },
        'events were missed: every known repository is read again, and strangers are looked for',
      );
    this.report.resync(reason);
    await this.queue.add(resyncAccounts, { after: '' }, { id: 'all' });
    // Whom to fill an index with at its first start is for its operator to say (ING-10).
    if (reason !== 'first_start') await this.queue.add(resyncStrangers, {}, { id: 'strangers' });
  }
}
