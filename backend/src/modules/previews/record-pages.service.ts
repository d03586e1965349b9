import { Injectable } from '@nestjs/common';
import { Accounts, Collections } from '../atproto/index.js';
import { type RecordPage, RecordPagesQueries } from './record-pages.queries.js';

/** Finds the page of a record by its address. */
@Injectable()
export class RecordPages {
  constructor(
    private readonly pages: RecordPagesQueries,
    private readonly accounts: Accounts,
    private readonly collections: Collections,
  ) {}

  async find(uri: string): Promise<RecordPage | undefined> {
    const known = await this.byDid(uri);
    if (!known) return undefined;
    return this.pages.find(known, `${this.collections.nsid('actor.profile')}/self`);
  }

  /** Addresses may name a repository by its handle. */
  private async byDid(uri: string): Promise<string | undefined> {
    const [, , repository = '', ...rest] = uri.split('/');
    if (repository.startsWith('did:')) return uri;
    const account = repository === '' ? null : await this.accounts.byHandle(repository);
    return account ? ['at:', '', account.did, ...rest].join('/') : undefined;
  }
}
