import { Injectable } from '@nestjs/common';
import type { Page } from '../../common/page.js';
import { Outbox } from '../atproto/index.js';
import type { UnfinishedWriteView } from './sync.dto.js';
import { WriteNames } from './write-names.queries.js';

/** CON-10: what of one's own has not reached the PDS yet, and what it is about. */
@Injectable()
export class UnfinishedWrites {
  constructor(
    private readonly outbox: Outbox,
    private readonly names: WriteNames,
  ) {}

  /** Newest first. */
  async of(did: string, at: { limit: number; cursor?: string }): Promise<Page<UnfinishedWriteView>> {
    const page = await this.outbox.unfinished(did, at);
    const ids = page.items.map(({ id }) => id);
    const names = ids.length > 0 ? await this.names.of(did, ids) : new Map<number, string>();
    const items = page.items.map(({ lastError, createdAt, ...write }) => ({
      ...write,
      about: names.get(write.id) ?? null,
      last_error: lastError,
      created_at: createdAt,
    }));
    return { ...page, items };
  }
}
