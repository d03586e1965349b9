import { Injectable } from '@nestjs/common';
import { afterCommit, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import type { Account } from './account.entity.js';
import { AccountsRepository, type Snapshot } from './accounts.repository.js';

/** Someone as lists show them; the wire form `Person`. */
export interface Person {
  did: string;
  handle: string;
  display_name: string | null;
  avatar_url: string | null;
}

/** Everyone who signed in or was seen on the network (AUTH-21). */
@Injectable()
export class Accounts {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly events: Events,
  ) {}

  /**
   * Makes the account known, or completes what is known of it. Emits `account.changed` when its handle, name or avatar
   * became another.
   */
  async ensure(did: string, snapshot: Snapshot = {}, tx?: Tx): Promise<void> {
    const changed = await this.accounts.save(did, snapshot, tx);
    if (!changed) return;
    const tell = () => this.events.emit('account.changed', { did });
    if (tx) afterCommit(tx, tell);
    else tell();
  }

  find(did: string): Promise<Account | null> {
    return this.accounts.find(did);
  }

  /** The account that has this handle now, else the last one that had it; compare `handle` to know which. */
  byHandle(handle: string): Promise<Account | null> {
    return this.accounts.byHandle(handle);
  }

  /** People by DID as everybody sees them; who is unknown, or hidden (ING-08), is missing. */
  async people(dids: Iterable<string>): Promise<Map<string, Person>> {
    return peopleOf((await this.accounts.findAll([...new Set(dids)])).filter(isShown));
  }

  /** The same with those who are hidden: for their own eyes. */
  async everyone(dids: Iterable<string>): Promise<Map<string, Person>> {
    return peopleOf(await this.accounts.findAll([...new Set(dids)]));
  }
}

/** Whether what an account publishes is shown to others (ING-08). */
export function isShown(account: Account | null): account is Account {
  return account?.status === 'active';
}

function peopleOf(accounts: readonly Account[]): Map<string, Person> {
  return new Map(accounts.map((account) => [account.did, personOf(account)]));
}

export function personOf(account: Account): Person {
  const { did, handle, displayName, avatarUrl } = account;
  return { did, handle, display_name: displayName, avatar_url: avatarUrl };
}
