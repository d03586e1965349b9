import { Injectable } from '@nestjs/common';
import { Collections, Hosts, KnownRepositories, Rebuild, type Tally } from '../../atproto/index.js';
import { TrackNumbers } from '../../tracks/index.js';
import { IndexedRecordsQueries } from './indexed-records.queries.js';

export interface RebuildRequest {
  /** Only these; else everybody whom `from` names, or whom the index knows. */
  dids?: readonly string[] | undefined;
  /** Origin of a relay or a PDS. */
  from?: string | undefined;
  dryRun: boolean;
  prune: boolean;
  progress?: (tally: Tally) => void;
}

export interface Rebuilt {
  tally: Tally;
  /** Where the numbers of tracks begin, when the index was empty. */
  firstTrackId?: number | undefined;
}

/** ING-10 as a whole: whose repositories are read, where numbers begin, and what is known beside. */
@Injectable()
export class RebuildIndex {
  constructor(
    private readonly rebuild: Rebuild,
    private readonly hosts: Hosts,
    private readonly known: KnownRepositories,
    private readonly numbers: TrackNumbers,
    private readonly records: IndexedRecordsQueries,
    private readonly collections: Collections,
  ) {}

  async run({ dids, from, dryRun, prune, progress }: RebuildRequest): Promise<Rebuilt> {
    const firstTrackId = dryRun ? undefined : await this.numbers.beginAnew();
    const tally = await this.rebuild.run({
      dids: dids ? iterated(dids) : this.everybody(from),
      dryRun,
      ...(prune ? { prune: (did) => this.uris(did) } : {}),
      ...(progress ? { progress } : {}),
    });
    return { tally, firstTrackId };
  }

  /** An index that knows nobody asks the network. */
  private async *everybody(from: string | undefined): AsyncGenerator<string> {
    if (from) {
      yield* this.hosts.dids(from);
      return;
    }
    let isEmpty = true;
    for await (const did of this.known.dids()) {
      isEmpty = false;
      yield did;
    }
    if (isEmpty) yield* this.hosts.dids();
  }

  private async uris(did: string): Promise<string[]> {
    const records = await this.records.of(did, this.collections.nsid('actor.profile'));
    return records.map(({ uri }) => uri);
  }
}

async function* iterated<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
