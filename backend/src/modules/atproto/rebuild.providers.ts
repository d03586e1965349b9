import type { ModuleMetadata } from '@nestjs/common';
import { Hosts } from './rebuild/hosts.js';
import { KnownRepositories } from './rebuild/known-repositories.js';
import { Rebuild } from './rebuild/rebuild.js';
import { RecordDrift } from './records/record-drift.js';
import { Repositories } from './rebuild/repositories.js';

/** How the index is made again from the repositories, and compared with them. */
export const rebuilding = {
  providers: [Rebuild, Repositories, Hosts, KnownRepositories, RecordDrift],
  exports: [Rebuild, Repositories, Hosts, KnownRepositories, RecordDrift],
} satisfies ModuleMetadata;
