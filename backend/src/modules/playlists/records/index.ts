import { ListRecordBuilder } from './list-record.builder.js';
import { ListSnapshotsRepository } from './list-snapshots.repository.js';
import { ListSnapshots } from './list-snapshots.service.js';
import { ListSources } from './list-sources.service.js';

/** How lists of every kind become records; part of the playlists module. */
export const recordProviders = [ListSources, ListSnapshotsRepository, ListSnapshots, ListRecordBuilder];
