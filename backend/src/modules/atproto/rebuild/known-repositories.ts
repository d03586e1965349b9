import { Injectable } from '@nestjs/common';
import { AccountsRepository } from '../accounts/accounts.repository.js';

const PAGE = 500;

/** The DIDs of everybody the index knows. */
@Injectable()
export class KnownRepositories {
  constructor(private readonly accounts: AccountsRepository) {}

  async *dids(): AsyncGenerator<string> {
    let page: string[] = [];
    do {
      page = await this.accounts.didsAfter(page.at(-1) ?? '', PAGE);
      yield* page;
    } while (page.length === PAGE);
  }
}
