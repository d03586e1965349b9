import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS } from '../../../../common/clock.js';
import { Transactions } from '../../../../platform/database/index.js';
import { IntakeChecks } from '../intake-checks.js';
import { IntakeReport } from '../intake-report.js';
import { ParkedRecordsRepository } from '../parked-records.repository.js';
import type { NetworkEvent } from './source.js';

const TRIED_AGAIN_AFTER_MS = 10 * MINUTE_MS;

/** Events that their handlers could not bear: a fault of ours, so they are kept until it is mended, a week at most. */
@Injectable()
export class BrokenEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: IntakeChecks,
    private readonly parked: ParkedRecordsRepository,
    private readonly report: IntakeReport,
    @InjectPinoLogger(BrokenEvents.name) private readonly log: PinoLogger,
  ) {}

  async setAside(event: NetworkEvent, error: unknown): Promise<void> {
    this.log.error(
      { err: error, kind: event.kind, did: 'did' in event ? event.did : null },
      'an event broke its handler',
    );
    if (event.kind !== 'put') return;
    const record = this.checks.check(event);
    if (record.kind !== 'put') return;
    const waiting = { ...record, reason: 'failed', forUri: null, afterMs: TRIED_AGAIN_AFTER_MS };
    await this.transactions.run((tx) => this.parked.park(tx, [waiting]));
    this.report.count(record.collection, { kind: 'parked', reason: 'failed' });
  }
}
