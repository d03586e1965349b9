import { HOUR_MS } from '../../../common/clock.js';
import { defineJob, Handles } from '../../../platform/queue/index.js';
import { IntakeReport } from './intake-report.js';
import { ParkedRecordsRepository } from './parked-records.repository.js';
import { TombstonesRepository } from './tombstones.repository.js';

export const purgeIngest = defineJob('atproto.purge-ingest', { everyMs: HOUR_MS });

/** Longer than any host keeps events, so that no replay can bring back what is gone. */
const TOMBSTONES_KEPT_DAYS = 30;

@Handles(purgeIngest)
export class PurgeIngestHandler {
  constructor(
    private readonly tombstones: TombstonesRepository,
    private readonly parked: ParkedRecordsRepository,
    private readonly report: IntakeReport,
  ) {}

  async run(): Promise<void> {
    await this.tombstones.purge(TOMBSTONES_KEPT_DAYS);
    for (const { collection, reason, n } of await this.parked.expire()) this.report.expired(collection, reason, n);
  }
}
