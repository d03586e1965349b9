import { Handles, type JobData, JobQueue } from '../../../../platform/queue/index.js';
import { AccountsRepository } from '../../accounts/accounts.repository.js';
import { OwedResyncs } from './owed-resyncs.repository.js';
import { AFTER_EVERYTHING_ELSE, AT_ONCE, PAUSE_MS, resyncAccount, resyncAccounts } from './resync.jobs.js';

@Handles(resyncAccounts)
export class ResyncAccountsHandler {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly owed: OwedResyncs,
    private readonly queue: JobQueue,
  ) {}

  async run({ after }: JobData<typeof resyncAccounts>): Promise<void> {
    const dids = await this.accounts.didsAfter(after, AT_ONCE);
    await this.owed.owe(dids);
    for (const did of dids) await this.queue.add(resyncAccount, { did }, { id: did, priority: AFTER_EVERYTHING_ELSE });
    const last = dids.at(-1);
    if (last && dids.length === AT_ONCE) await this.queue.add(resyncAccounts, { after: last }, { delayMs: PAUSE_MS });
  }
}
