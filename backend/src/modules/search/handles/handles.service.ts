import { Injectable } from '@nestjs/common';
import { AppviewActors } from './appview-actors.js';
import type { FoundPerson, HandlesQuery } from './handles.dto.js';
import { HandlesQueries } from './handles.queries.js';

/** Who may be meant by the beginning of a handle. */
@Injectable()
export class HandlesService {
  constructor(
    private readonly accounts: HandlesQueries,
    private readonly appview: AppviewActors,
  ) {}

  /** Those we know first; the rest of the network only when they are too few. */
  async search({ q, limit }: HandlesQuery): Promise<FoundPerson[]> {
    const handle = q.replace(/^@/, '');
    if (handle === '') return [];
    const known = await this.accounts.known(handle, limit);
    if (known.length >= limit) return known;
    const met = new Set(known.map(({ did }) => did));
    const others = (await this.appview.startingWith(handle, limit)).filter(({ did }) => !met.has(did));
    return [...known, ...others].slice(0, limit);
  }
}
