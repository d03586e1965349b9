import { Injectable } from '@nestjs/common';
import { Accounts, Collections, RecordNames } from '../atproto/index.js';
import { GoneTracks, TrackGone } from '../tracks/index.js';
import { pathOfPage } from './page-address.rules.js';
import { RecordUnknown } from './previews.errors.js';
import type { RecordPageView } from './record-pages.dto.js';
import { RecordPagesQueries } from './record-pages.queries.js';

/** Finds the page of a record by its address (TRK-14). */
@Injectable()
export class RecordPages {
  constructor(
    private readonly pages: RecordPagesQueries,
    private readonly goneTracks: GoneTracks,
    private readonly accounts: Accounts,
    private readonly collections: Collections,
    private readonly names: RecordNames,
  ) {}

  /** As this viewer (a DID, or null for guests) may open it. @throws {RecordUnknown}, TrackGone */
  async get(address: string, viewer: string | null): Promise<RecordPageView> {
    const uri = await this.byDid(address);
    for (const name of uri ? this.names.of(uri) : []) {
      const page = await this.pages.find(name, { profile: this.profile(), viewer });
      if (page) return { uri: name, type: page.type, path: pathOfPage(page) };
    }
    if (uri && (await this.goneTracks.byUri(uri))) throw new TrackGone();
    throw new RecordUnknown();
  }

  private profile(): string {
    return `${this.collections.nsid('actor.profile')}/self`;
  }

  /** Addresses may name a repository by its handle. */
  private async byDid(uri: string): Promise<string | undefined> {
    const [, , repository = '', ...rest] = uri.split('/');
    if (repository.startsWith('did:')) return uri;
    const account = repository === '' ? null : await this.accounts.byHandle(repository);
    return account ? ['at:', '', account.did, ...rest].join('/') : undefined;
  }
}
