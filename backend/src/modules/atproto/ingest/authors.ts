import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { resolveAccount } from '../identity/resolve-account.job.js';

/** Everyone whose records come in has an account (ING-04), before anybody found out what they are called. */
@Injectable()
export class Authors {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly queue: JobQueue,
  ) {}

  async ensure(tx: Tx, records: readonly { did: string; rev: string }[]): Promise<void> {
    const newest = new Map<string, string>();
    for (const { did, rev } of records) if ((newest.get(did) ?? '') < rev) newest.set(did, rev);
    const strangers = await this.accounts.saw(newest, tx);
    // Should the job be lost, the sweep finds them by the handle that is missing.
    for (const did of strangers) await this.queue.add(resolveAccount, { did }, { id: did, after: tx });
  }
}
