import { HOUR_MS } from '../../common/clock.js';
import { Transactions } from '../../platform/database/index.js';
import { defineJob, Handles, type JobHandler } from '../../platform/queue/index.js';
import { AlbumsRepository } from './albums.repository.js';
import { Albums } from './albums.service.js';

export const finishDrafts = defineJob('albums.finish-drafts', { everyMs: HOUR_MS, attempts: 1 });

/** As long as the bytes of an upload wait for their form. */
const LIFE_HOURS = 24;

/** A draft that nobody finished, because its page was closed, becomes an album as it is: else it would never get a record. */
@Handles(finishDrafts)
export class FinishDraftsHandler implements JobHandler<object> {
  constructor(
    private readonly rows: AlbumsRepository,
    private readonly albums: Albums,
    private readonly transactions: Transactions,
  ) {}

  async run(): Promise<void> {
    for (const id of await this.rows.leftDrafts(LIFE_HOURS)) await this.finish(id);
  }

  private async finish(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { finalizedAt } = await this.albums.lock(tx, id);
      if (!finalizedAt) await this.albums.finalize(tx, id, await this.albums.trackIds(id, tx));
    });
  }
}
