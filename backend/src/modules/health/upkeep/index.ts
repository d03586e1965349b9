import { BytesCheck } from '../consistency/bytes-check.js';
import { Comparison } from '../consistency/comparison.js';
import { ConsistencyAudit } from '../consistency/consistency-audit.js';
import { RepositoriesCheck } from '../consistency/repositories-check.js';
import { RowsCheck } from '../consistency/rows.queries.js';
import { IndexedRecordsQueries } from './indexed-records.queries.js';
import { RebuildIndex } from './rebuild-index.js';
import { ResyncAccountHandler } from './resync-account.handler.js';

const consistency = [ConsistencyAudit, RowsCheck, BytesCheck, RepositoriesCheck, Comparison];

/** What an operator does by a command; part of the health module. */
export const upkeepProviders = [RebuildIndex, IndexedRecordsQueries, ResyncAccountHandler, ...consistency];
