import type { ModuleMetadata } from '@nestjs/common';
import { Authors } from './ingest/authors.js';
import { EchoesRepository } from './ingest/echoes.repository.js';
import { HandingOver } from './ingest/handing-over.js';
import { Intake } from './ingest/intake.js';
import { IntakeChecks } from './ingest/intake-checks.js';
import { IntakeMemory } from './ingest/intake-memory.js';
import { IntakeReport } from './ingest/intake-report.js';
import { ParkedRecordsRepository } from './ingest/parked-records.repository.js';
import { TombstonesRepository } from './ingest/tombstones.repository.js';
import { RecordHandlers } from './records/record-handlers.js';

const intake = [Intake, IntakeChecks, IntakeMemory, HandingOver, Authors, IntakeReport, RecordHandlers];
const memory = [TombstonesRepository, ParkedRecordsRepository, EchoesRepository];

/** How records of others come in. */
export const ingest = {
  providers: [...intake, ...memory],
  exports: [Intake],
} satisfies ModuleMetadata;
