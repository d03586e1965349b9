import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Transactions } from '../../../platform/database/index.js';
import { On } from '../../../platform/events/index.js';
import { defineJob, Handles, type JobData, JobQueue } from '../../../platform/queue/index.js';
import { Albums } from '../../albums/index.js';
import { Collections, Intake, type ReadRecord, RecordReader } from '../../atproto/index.js';
import { LikedLists } from '../../likes/index.js';
import { itemsOf, type ListFacts, LONGEST_LIST, recordName } from '../records/list.record.js';
import type { ListSubject } from '../records/list-snapshots.repository.js';
import { ListSnapshots } from '../records/list-snapshots.service.js';
import { ListSources } from '../records/list-sources.service.js';
import { ListWrites } from './list-writes.service.js';

export const syncLists = defineJob('playlists.sync-lists', { data: { did: 'text' }, attempts: 3 });

/** Every sign-in brings the lists up to date in the background (CON-05). */
@Injectable()
export class ListSync {
  constructor(private readonly queue: JobQueue) {}

  @On('session.started')
  async begin({ did }: { did: string }): Promise<void> {
    await this.queue.add(syncLists, { did }, { id: did });
  }
}

/**
 * First takes what the repository holds that we do not know yet, by the same door as the stream, then has the records of
 * albums and likes written where they say less than the rows. Playlists are written when they are made or changed only.
 */
@Handles(syncLists)
export class SyncListsHandler {
  constructor(
    private readonly reader: RecordReader,
    private readonly intake: Intake,
    private readonly collections: Collections,
    private readonly sources: ListSources,
    private readonly snapshots: ListSnapshots,
    private readonly albums: Albums,
    private readonly likedLists: LikedLists,
    private readonly writes: ListWrites,
    private readonly transactions: Transactions,
  ) {}

  async run({ did }: JobData<typeof syncLists>): Promise<void> {
    const stored = await this.takeRecords(did);
    for (const { id, rkey, finalizedAt } of await this.albums.ofArtist(did)) {
      const isRight = !finalizedAt || (await this.isSaid({ table: 'albums', key: id }, stored.get(rkey)));
      if (!isRight) await this.transactions.run((tx) => this.writes.album(tx, id));
    }
    const liked = await this.transactions.run((tx) => this.likedLists.lock(tx, did));
    if (liked && !(await this.isSaid({ table: 'liked_lists', key: did }, stored.get(liked.rkey))))
      await this.transactions.run((tx) => this.writes.likedList(tx, did));
  }

  /** Whether the record of a list says what its rows say; also when these say nothing. */
  private async isSaid(subject: ListSubject, stored: ReadRecord | undefined): Promise<boolean> {
    const list = await this.sources.find(subject);
    return !list || says(stored, list, await this.snapshots.members(subject));
  }

  /** The list records of somebody by their keys, after they were taken. */
  private async takeRecords(did: string): Promise<Map<string, ReadRecord>> {
    const rev = await this.reader.rev(did);
    const stored = new Map<string, ReadRecord>();
    const collection = this.collections.nsid('list');
    for await (const page of this.reader.list(did, 'list')) {
      const records = page.map((record) => ({ ...record, rkey: record.uri.split('/').at(-1) ?? '' }));
      for (const record of records) stored.set(record.rkey, record);
      await this.intake.receive(
        records.map(({ rkey, cid, value }) => ({ kind: 'put', did, collection, rkey, rev, cid, value })),
        { source: 'rebuild' },
      );
    }
    return stored;
  }
}

/**
 * Whether a record has all that our rows have, in their order, and nothing that they had. What other clients added may
 * stand between.
 * @param known addresses that are, or once were, items of ours
 */
function says(stored: ReadRecord | undefined, { name, items }: ListFacts, known: ReadonlySet<string>): boolean {
  if (!stored || stored.value.name !== recordName(name)) return false;
  const ours = items.slice(0, LONGEST_LIST).map(({ uri, cid }) => ({ uri, cid }));
  const uris = new Set(ours.map(({ uri }) => uri));
  const said = itemsOf(stored.value).filter(({ uri }) => uris.has(uri) || known.has(uri));
  return isDeepStrictEqual(said, ours);
}
