import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DomainError } from '../../../../common/errors.js';
import { Handles, type JobData } from '../../../../platform/queue/index.js';
import { Collections } from '../../lexicon/collections.js';
import { isAboutAccount } from '../../network/moved.rules.js';
import { PdsRefusal } from '../../network/pds-answer.js';
import { type ReadRecord, RecordReader } from '../../records/record-reader.js';
import { Intake } from '../intake.js';
import { ORDER_OF_INTAKE } from '../intake.rules.js';
import type { RepoEvent } from '../repo-event.js';
import { resyncAccount } from './resync.jobs.js';

/**
 * Takes in what a repository holds now. What was deleted from it meanwhile stays: to find that, everything that we have
 * of it would have to be compared, and that is what a rebuild does when it prunes.
 */
@Handles(resyncAccount)
export class ResyncAccountHandler {
  constructor(
    private readonly reader: RecordReader,
    private readonly intake: Intake,
    private readonly collections: Collections,
    @InjectPinoLogger(ResyncAccountHandler.name) private readonly log: PinoLogger,
  ) {}

  async run({ did }: JobData<typeof resyncAccount>): Promise<void> {
    try {
      await this.readAgain(did);
    } catch (error) {
      if (!isGone(error)) throw error;
      this.log.info({ err: error, did }, 'a repository is not there to be read');
    }
  }

  private async readAgain(did: string): Promise<void> {
    // Asked before the records: what is written meanwhile has a later rev, and wins.
    const rev = await this.reader.rev(did);
    for (const collection of ORDER_OF_INTAKE) {
      const nsid = this.collections.nsid(collection);
      for await (const page of this.reader.list(did, collection)) {
        const events = page.map((record): RepoEvent => putOf(record, { did, collection: nsid, rev }));
        // As from the stream: else whoever answers slowly would be free of the limits (ING-03).
        await this.intake.receive(events, { source: 'stream' });
      }
    }
  }
}

function putOf({ uri, cid, value }: ReadRecord, place: { did: string; collection: string; rev: string }): RepoEvent {
  return { kind: 'put', ...place, rkey: uri.split('/').at(-1) ?? '', cid, value };
}

/** Nobody is there, or the account is closed: asking again changes nothing; it will tell when it comes back. */
function isGone(error: unknown): boolean {
  if (error instanceof DomainError) return error.kind === 'refused';
  return error instanceof PdsRefusal && isAboutAccount(error);
}
