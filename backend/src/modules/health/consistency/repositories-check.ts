import { Injectable } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Settings } from '../../../platform/config/index.js';
import { Collections, KnownRepositories, Repositories, type Repository } from '../../atproto/index.js';
import { IndexedRecordsQueries } from '../upkeep/indexed-records.queries.js';
import { Comparison } from './comparison.js';
import type { Check, Fault, Scope } from './fault.js';

/** I2, I3, I4 and I10: reads repositories again and compares them with the index, without changing it. */
@Injectable()
export class RepositoriesCheck implements Check {
  constructor(
    private readonly repositories: Repositories,
    private readonly known: KnownRepositories,
    private readonly records: IndexedRecordsQueries,
    private readonly comparison: Comparison,
    private readonly collections: Collections,
    private readonly settings: Settings,
  ) {}

  async *find({ dids, offline }: Scope): AsyncGenerator<Fault> {
    if (offline) return;
    const folder = await mkdtemp(path.join(this.settings.scratchDir ?? os.tmpdir(), 'audit-'));
    try {
      for await (const did of dids ?? this.known.dids()) yield* this.of(did, path.join(folder, 'repository.car'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Somebody without rows has nothing to be out of step with; whoever was never heard of is for a rebuild to find. */
  private async *of(did: string, place: string): AsyncGenerator<Fault> {
    // Before the repository: what is written meanwhile is there too much, and the second look finds it in the index.
    const indexed = await this.records.of(did, this.collections.nsid('actor.profile'));
    let repository: Repository;
    try {
      const isFile = await this.repositories.download(did, place);
      repository = await (isFile ? this.repositories.open(did, place) : this.repositories.list(did));
    } catch (error) {
      if (indexed.length > 0)
        yield { invariant: 'I2', subject: did, what: `the repository cannot be read: ${(error as Error).message}` };
      return;
    }
    yield* this.comparison.faults(repository, indexed);
  }
}
