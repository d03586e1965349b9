import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Handles, JobQueue } from '../../../../platform/queue/index.js';
import { AccountsRepository } from '../../accounts/accounts.repository.js';
import { Hosts } from '../../rebuild/hosts.js';
import { OwedResyncs } from './owed-resyncs.repository.js';
import { AFTER_EVERYTHING_ELSE, AT_ONCE, PAUSE_MS, resyncAccount, resyncStrangers } from './resync.jobs.js';

/** Of a relay only those are asked for who have records of ours; a host that names more than this is no good judge. */
const MOST = 10_000;

/** Who began to write while nobody listened has no account here: the host of the firehose names them. */
@Handles(resyncStrangers)
export class ResyncStrangersHandler {
  constructor(
    private readonly hosts: Hosts,
    private readonly accounts: AccountsRepository,
    private readonly owed: OwedResyncs,
    private readonly queue: JobQueue,
    @InjectPinoLogger(ResyncStrangersHandler.name) private readonly log: PinoLogger,
  ) {}

  async run(): Promise<void> {
    let ordered = 0;
    for await (const dids of inGroups(this.hosts.dids(), AT_ONCE)) {
      const strangers = await this.accounts.unknownOf(dids);
      await this.owed.owe(strangers.slice(0, MOST - ordered));
      for (const did of strangers) {
        if (ordered === MOST) return this.log.warn({ most: MOST }, 'more strangers than are read after a gap');
        const delayMs = Math.floor(ordered++ / AT_ONCE) * PAUSE_MS;
        await this.queue.add(resyncAccount, { did }, { id: did, priority: AFTER_EVERYTHING_ELSE, delayMs });
      }
    }
  }
}

async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const item of items) {
    if (group.push(item) < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
