import type { ModuleMetadata } from '@nestjs/common';
import { Hosts } from './rebuild/hosts.js';
import { KnownRepositories } from './rebuild/known-repositories.js';
import { Rebuild } from './rebuild/rebuild.js';
import { Repositories } from './rebuild/repositories.js';

/** How the index is made again from the repositories. */
export const rebuilding = {
  providers: [Rebuild, Repositories, Hosts, KnownRepositories],
  exports: [Rebuild, Repositories, Hosts, KnownRepositories],
} satisfies ModuleMetadata;
