import { HOUR_MS } from '../../../common/clock.js';
import { defineJob, Handles } from '../../../platform/queue/index.js';
import { Collections } from '../lexicon/collections.js';
import { COMPARED_WITH_WRITES } from '../records/record-drift.js';
import { DeliveriesRepository } from './deliveries.repository.js';

export const purgeOutbox = defineJob('atproto.purge-outbox', { everyMs: HOUR_MS });

const KEPT_DAYS = 30;

/** Entries that are done go after 30 days, but for the last writes of records that are compared with what we wrote. */
@Handles(purgeOutbox)
export class PurgeOutboxHandler {
  constructor(
    private readonly entries: DeliveriesRepository,
    private readonly collections: Collections,
  ) {}

  run(): Promise<void> {
    const kept = COMPARED_WITH_WRITES.map((collection) => this.collections.nsid(collection));
    return this.entries.purge(KEPT_DAYS, kept);
  }
}
