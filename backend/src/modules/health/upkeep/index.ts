import { IndexedRecordsQueries } from './indexed-records.queries.js';
import { RebuildIndex } from './rebuild-index.js';

/** What an operator does by a command; part of the health module. */
export const upkeepProviders = [RebuildIndex, IndexedRecordsQueries];
