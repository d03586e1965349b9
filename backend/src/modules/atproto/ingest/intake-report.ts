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

  constructor(
    metrics: Metrics,
    private readonly collections: Collections,
    @InjectPinoLogger(IntakeReport.name) private readonly log: PinoLogger,
  ) {
    const labels = ['collection', 'outcome', 'reason'] as const;
    this.records = metrics.counter('plyr_ingest_records_total', 'records told of by the network', labels);
  }

  tell(events: readonly RepoEvent[], outcomes: readonly Outcome[]): void {
    events.forEach((event, index) => {
      const outcome = outcomes[index];
      if (outcome) this.one(event, outcome);
    });
  }

  private one(event: RepoEvent, outcome: Outcome): void {
    const reason = 'reason' in outcome ? outcome.reason : '';
    this.count(this.collections.named(event.collection) ?? 'other', outcome.kind, reason);
    if (outcome.kind !== 'ignored') return;
    const { detail } = outcome;
    this.log.info({ uri: uriOf(event), rev: event.rev, reason, ...(detail ? { detail } : {}) }, 'a record was ignored');
  }

  count(collection: string, outcome: string, reason: string, n = 1): void {
    this.records.inc({ collection, outcome, reason }, n);
  }
}
