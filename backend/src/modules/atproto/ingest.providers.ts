import type { ModuleMetadata } from '@nestjs/common';
import { Authors } from './ingest/authors.js';
import { EchoesRepository } from './ingest/echoes.repository.js';
import { HandingOver } from './ingest/handing-over.js';
import { Intake } from './ingest/intake.js';
import { IntakeChecks } from './ingest/intake-checks.js';
import { IntakeMemory } from './ingest/intake-memory.js';
import { IntakeReport } from './ingest/intake-report.js';
import { ParkedRecordsRepository } from './ingest/parked-records.repository.js';
import { PurgeIngestHandler } from './ingest/purge-ingest.handler.js';
import { OwedResyncs } from './ingest/resync/owed-resyncs.repository.js';
import { ResyncAccountsHandler } from './ingest/resync/resync-accounts.handler.js';
import { ResyncStrangersHandler } from './ingest/resync/resync-strangers.handler.js';
import { SweepResyncsHandler } from './ingest/resync/sweep-resyncs.handler.js';
import { RetryParkedHandler } from './ingest/retry-parked.handler.js';
import { AccountNews } from './ingest/stream/account-news.js';
import { BrokenEvents } from './ingest/stream/broken-events.js';
import { Commits } from './ingest/stream/commits.js';
import { CursorsRepository } from './ingest/stream/cursors.repository.js';
import { EventTaker } from './ingest/stream/event-taker.js';
import { IngestRunner } from './ingest/stream/ingest-runner.js';
import { IngestStatus } from './ingest/stream/ingest-status.js';
import { Resyncs } from './ingest/stream/resyncs.js';
import { Sources } from './ingest/stream/sources.js';
import { StreamReader } from './ingest/stream/stream-reader.js';
import { TombstonesRepository } from './ingest/tombstones.repository.js';
import { RecordHandlers } from './records/record-handlers.js';

const intake = [Intake, IntakeChecks, IntakeMemory, HandingOver, Authors, IntakeReport, RecordHandlers];
const stream = [
  IngestRunner,
  StreamReader,
  EventTaker,
  BrokenEvents,
  AccountNews,
  Resyncs,
  IngestStatus,
  Sources,
  Commits,
  CursorsRepository,
];
const jobs = [
  RetryParkedHandler,
  PurgeIngestHandler,
  ResyncAccountsHandler,
  ResyncStrangersHandler,
  SweepResyncsHandler,
];
const memory = [TombstonesRepository, ParkedRecordsRepository, EchoesRepository, OwedResyncs];

/** How records of others come in. */
export const ingest = {
  providers: [...intake, ...memory, ...stream, ...jobs],
  exports: [Intake, OwedResyncs],
} satisfies ModuleMetadata;
