import { MINUTE_MS } from '../../../common/clock.js';
import { defineJob, Handles, JobQueue } from '../../../platform/queue/index.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { resolveAccount } from './resolve-account.job.js';

export const sweepAccounts = defineJob('atproto.sweep-accounts', { attempts: 1, everyMs: MINUTE_MS });

const PER_ROUND = 200;

/** Finds accounts whose handle nobody looked up: their job was lost in a crash, or a directory was away for long. */
@Handles(sweepAccounts)
export class SweepAccountsHandler {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly queue: JobQueue,
  ) {}

  async run(): Promise<void> {
    for (const did of await this.accounts.takeUnresolved(PER_ROUND, MINUTE_MS))
      await this.queue.add(resolveAccount, { did }, { id: did });
  }
}
