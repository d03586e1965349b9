import { Injectable } from '@nestjs/common';
import { afterCommit, type Tx } from '../../../../platform/database/index.js';
import { Events } from '../../../../platform/events/index.js';
import { JobQueue } from '../../../../platform/queue/index.js';
import { AccountsRepository } from '../../accounts/accounts.repository.js';
import { resolveAccount } from '../../identity/resolve-account.job.js';
import { SigningKeys } from '../../identity/signing-keys.js';
import { statusOf } from './account-status.rules.js';
import type { AccountEvent, IdentityEvent } from './source.js';

/** What the network says of accounts that we know (ING-08, P-DUAL-10); of strangers we need not hear. */
@Injectable()
export class AccountNews {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly keys: SigningKeys,
    private readonly queue: JobQueue,
    private readonly events: Events,
  ) {}

  /** The event may name a handle; what counts is what the DID's document says. */
  async identityChanged({ did }: IdentityEvent, tx: Tx): Promise<void> {
    this.keys.forget(did);
    if (await this.accounts.doubt(did, tx)) await this.queue.add(resolveAccount, { did }, { id: did, after: tx });
  }

  async statusChanged(event: AccountEvent, tx: Tx): Promise<void> {
    const status = statusOf(event);
    if (!status || !(await this.accounts.setStatus(event.did, status, tx))) return;
    afterCommit(tx, () => this.events.emit('account.changed', { did: event.did }));
    afterCommit(tx, () => this.events.broadcast('listings.changed', {}));
  }
}
