import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS, SECOND_MS } from '../../../common/clock.js';
import { defineJob, Handles } from '../../../platform/queue/index.js';
import { Intake } from './intake.js';
import { type ParkedRecord, ParkedRecordsRepository } from './parked-records.repository.js';

export const retryParked = defineJob('atproto.retry-parked', { attempts: 1, everyMs: 15 * SECOND_MS });

const PER_ROUND = 200;
const AFTER_A_FAILURE_MS = 10 * MINUTE_MS;

/** Gives records again that were to come later. One that fails does not hold up the others. */
@Handles(retryParked)
export class RetryParkedHandler {
  constructor(
    private readonly parked: ParkedRecordsRepository,
    private readonly intake: Intake,
    @InjectPinoLogger(RetryParkedHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(): Promise<void> {
    for (const record of await this.parked.due(PER_ROUND)) await this.again(record);
  }

  private async again(record: ParkedRecord): Promise<void> {
    try {
      await this.intake.again(record);
    } catch (error) {
      this.log.error({ err: error, uri: record.uri }, 'a parked record broke its handler');
      await this.parked.postpone(record.uri, AFTER_A_FAILURE_MS);
    }
  }
}
