import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Handles, type JobData } from '../../../platform/queue/index.js';
import {
  Collections,
  Intake,
  isRepositoryGone,
  OwedResyncs,
  type RepoEvent,
  Repositories,
  resyncAccount,
} from '../../atproto/index.js';
import { IndexedRecordsQueries } from './indexed-records.queries.js';

const BATCH = 100;

/**
 * Makes the index equal to what one repository holds now, because its events could not be followed: takes in what is
 * there, and lets go of what is not, also of what still waits for its subject. Reads pages of our collections, as there may be many to read after a gap and most of a
 * repository is not ours; they come from the account's own server, which holds its signing key anyway.
 */
@Handles(resyncAccount)
export class ResyncAccountHandler {
  constructor(
    private readonly repositories: Repositories,
    private readonly intake: Intake,
    private readonly indexed: IndexedRecordsQueries,
    private readonly owed: OwedResyncs,
    private readonly collections: Collections,
    @InjectPinoLogger(ResyncAccountHandler.name) private readonly log: PinoLogger,
  ) {}

  async run({ did }: JobData<typeof resyncAccount>): Promise<void> {
    const begunAt = new Date();
    try {
      await this.readAgain(did);
    } catch (error) {
      if (!isRepositoryGone(error)) throw error;
      // It will tell when it comes back.
      this.log.info({ err: error, did }, 'a repository is not there to be read');
    }
    await this.owed.settle(did, begunAt);
  }

  private async readAgain(did: string): Promise<void> {
    const repository = await this.repositories.list(did);
    const held = new Set<string>();
    const batch: RepoEvent[] = [];
    for await (const event of repository.records()) {
      held.add(this.uriOf(event));
      batch.push(event);
      if (batch.length === BATCH) await this.take(batch.splice(0));
    }
    // After the records, so that what was made meanwhile is newer than the rev and stays.
    const indexed = await this.indexed.of(did, this.collections.nsid('actor.profile'));
    const known = [...indexed.map(({ uri }) => uri), ...(await this.indexed.parked(did))];
    const gone = known.filter((uri) => !held.has(uri)).map((uri) => deletion(uri, did, repository.rev));
    await this.take([...batch, ...gone]);
  }

  /** As from the stream: else whoever's server is slow would be free of the limits (ING-03). */
  private async take(events: RepoEvent[]): Promise<void> {
    await this.intake.receive(events, { source: 'stream' });
  }

  private uriOf({ did, collection, rkey }: RepoEvent): string {
    return `at://${did}/${collection}/${rkey}`;
  }
}

function deletion(uri: string, did: string, rev: string): RepoEvent {
  const [, collection = '', rkey = ''] = uri.slice('at://'.length).split('/');
  return { kind: 'delete', did, collection, rkey, rev };
}
