import type { ModuleMetadata } from '@nestjs/common';
import { NamespaceMigration } from './migration/namespace-migration.js';
import { OldNamespace } from './migration/old-namespace.js';

/** How records of a former namespace come into the present one. */
export const migrating = {
  providers: [OldNamespace, NamespaceMigration],
  exports: [OldNamespace, NamespaceMigration],
} satisfies ModuleMetadata;
