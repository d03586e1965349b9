import { Injectable } from '@nestjs/common';
import { FreshCache } from '../../common/fresh-cache.js';
import { OnSignal } from '../../platform/events/index.js';
import { QueueRepository } from './queue.repository.js';
import type { QueueState } from './queue.rules.js';
import type { QueueRow } from './queue-state.entity.js';

export interface StoredQueue {
  state: QueueState;
  revision: number;
}

const LIFE_MS = 5 * 60_000;
const MOST = 100;

/**
 * Queues as they were read last. Only reads are served from here: a write looks at the row itself, so a signal
 * that was lost costs a listener one conflict and never an entry.
 */
@Injectable()
export class StoredQueues {
  private readonly cache = new FreshCache<StoredQueue | null>(LIFE_MS, MOST);

  constructor(private readonly rows: QueueRepository) {}

  /** `null` for who never had one. */
  of(did: string): Promise<StoredQueue | null> {
    return this.cache.get(did, async () => {
      const row = await this.rows.find(did);
      return row && storedOf(row);
    });
  }

  @OnSignal('queue.changed')
  forget({ did }: { did: string }): void {
    this.cache.forget(did);
  }
}

export function storedOf(row: QueueRow): StoredQueue {
  const { entries, currentEntryId, progressMs, repeatMode, shuffle, originalEntryIds, autoAdvance, context } = row;
  const state = { entries, currentEntryId, progressMs, repeatMode, shuffle, originalEntryIds, autoAdvance, context };
  return { state, revision: row.revision };
}
