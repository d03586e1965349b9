export { AuditLog } from './audit-log.js';
export { migrationOptions } from './data-source-options.js';
export { DatabaseModule } from './database.module.js';
export { migrate, revertLast } from './migrate.js';
export { Sql } from './sql.js';
export { SteadyClient } from './steady-client.js';
export { afterCommit, Transactions, type Tx } from './transactions.js';
