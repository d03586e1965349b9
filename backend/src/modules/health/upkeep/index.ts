import { IndexedRecordsQueries } from './indexed-records.queries.js';
import { RebuildIndex } from './rebuild-index.js';
import { ResyncAccountHandler } from './resync-account.handler.js';

/** What an operator does by a command; part of the health module. */
export const upkeepProviders = [RebuildIndex, IndexedRecordsQueries, ResyncAccountHandler];
