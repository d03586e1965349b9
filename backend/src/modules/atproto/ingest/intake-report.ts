import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Metrics } from '../../../platform/observability/index.js';
import { Collections } from '../lexicon/collections.js';
import { uriOf } from './intake.rules.js';
import type { Outcome, RepoEvent } from './repo-event.js';

/** Says what became of events: in the log why one was not taken, in the metrics how many. */
@Injectable()
export class IntakeReport {
  private readonly records;
  private readonly resyncs;

  constructor(
    metrics: Metrics,
    private readonly collections: Collections,
    @InjectPinoLogger(IntakeReport.name) private readonly log: PinoLogger,
  ) {
    const labels = ['collection', 'outcome', 'reason'] as const;
    this.records = metrics.counter('plyr_ingest_records_total', 'records told of by the network', labels);
    this.resyncs = metrics.counter('plyr_ingest_resyncs_total', 'repositories to be read again', ['reason']);
  }

  tell(events: readonly RepoEvent[], outcomes: readonly Outcome[]): void {
    events.forEach((event, index) => {
      const outcome = outcomes[index];
      if (outcome) this.one(event, outcome);
    });
  }

  count(collection: string, outcome: Outcome, n = 1): void {
    const reason = 'reason' in outcome ? outcome.reason : '';
    this.records.inc({ collection, outcome: outcome.kind, reason }, n);
  }

  expired(collection: string, reason: string, n: number): void {
    this.records.inc({ collection, outcome: 'expired', reason }, n);
  }

  resync(reason: string): void {
    this.resyncs.inc({ reason });
  }

  private one(event: RepoEvent, outcome: Outcome): void {
    this.count(this.collections.named(event.collection) ?? 'other', outcome);
    if (outcome.kind !== 'ignored') return;
    const { reason, detail } = outcome;
    this.log.info({ uri: uriOf(event), rev: event.rev, reason, ...(detail ? { detail } : {}) }, 'a record was ignored');
  }
}
