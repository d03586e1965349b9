import type { OnModuleDestroy } from '@nestjs/common';
import { Locks } from '../../../platform/ephemeral/index.js';
import { Handles, type JobData, JobQueue } from '../../../platform/queue/index.js';
import { Deliveries } from './deliveries.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { publishOutbox } from './publish-outbox.job.js';

/** After so many entries a user lets others have a turn. */
const BATCH = 100;

/** P-DUAL-03: one sender per user, in order. */
@Handles(publishOutbox)
export class PublishOutboxHandler implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly entries: DeliveriesRepository,
    private readonly deliveries: Deliveries,
    private readonly locks: Locks,
    private readonly queue: JobQueue,
  ) {}

  async run({ did }: JobData<typeof publishOutbox>): Promise<void> {
    await this.locks.exclusively(`outbox:${did}`, () => this.drain(did));
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  private async drain(did: string): Promise<void> {
    for (let sent = 0; sent < BATCH && !this.stopping; sent++) {
      const entry = await this.entries.takeFirst(did);
      if (!entry) return;
      await this.deliveries.attempt(entry);
    }
    if (!this.stopping) await this.queue.add(publishOutbox, { did }, { id: did });
  }
}
