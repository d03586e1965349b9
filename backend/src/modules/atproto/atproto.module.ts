import { Module } from '@nestjs/common';
import { ingest } from './ingest.providers.js';
import { Collections } from './lexicon/collections.js';
import { migrating } from './migration.providers.js';
import { GuardedFetch } from './network/guarded-fetch.js';
import { Outbox } from './outbox/outbox.js';
import { people } from './people.providers.js';
import { publishing } from './publishing.providers.js';
import { rebuilding } from './rebuild.providers.js';
import { RecordNames } from './records/record-names.js';
import { RecordReader } from './records/record-reader.js';

/** The ground that touches the AT network: who people are, what may be written for them, and the writing itself. */
@Module({
  imports: [...people.imports, ...publishing.imports],
  controllers: people.controllers,
  providers: [
    GuardedFetch,
    RecordNames,
    RecordReader,
    ...people.providers,
    ...publishing.providers,
    ...ingest.providers,
    ...rebuilding.providers,
    ...migrating.providers,
  ],
  exports: [
    Collections,
    GuardedFetch,
    Outbox,
    RecordNames,
    RecordReader,
    ...people.exports,
    ...ingest.exports,
    ...rebuilding.exports,
    ...migrating.exports,
  ],
})
export class AtprotoModule {}
