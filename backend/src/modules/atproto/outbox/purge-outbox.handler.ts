import { HOUR_MS } from '../../../common/clock.js';
import { defineJob, Handles } from '../../../platform/queue/index.js';
import { DeliveriesRepository } from './deliveries.repository.js';

export const purgeOutbox = defineJob('atproto.purge-outbox', { everyMs: HOUR_MS });

const KEPT_DAYS = 30;

/** Entries that are done go after 30 days. */
@Handles(purgeOutbox)
export class PurgeOutboxHandler {
  constructor(private readonly entries: DeliveriesRepository) {}

  run(): Promise<void> {
    return this.entries.purge(KEPT_DAYS);
  }
}
