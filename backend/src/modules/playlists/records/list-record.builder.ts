import {
  BuildsRecord,
  type PublishedRecord,
  type RecordBuilder,
  type RecordDraft,
  type RecordSubject,
} from '../../atproto/index.js';
import { Albums } from '../../albums/index.js';
import { LikedLists } from '../../likes/index.js';
import { PlaylistsRepository } from '../playlists.repository.js';
import { itemsOf, listRecord } from './list.record.js';
import { ListSnapshots } from './list-snapshots.service.js';
import { ListSources } from './list-sources.service.js';
import { withStrangers } from './strangers.rules.js';

interface Stamp {
  uri?: string;
  cid?: string;
  rev?: string;
  publishState: 'published' | 'failed';
}

/** Makes the records of all lists, whichever module keeps their rows, and keeps the rows' state in step. */
@BuildsRecord('list')
export class ListRecordBuilder implements RecordBuilder {
  constructor(
    private readonly sources: ListSources,
    private readonly snapshots: ListSnapshots,
    private readonly playlists: PlaylistsRepository,
    private readonly albums: Albums,
    private readonly likedLists: LikedLists,
  ) {}

  /** The list as its rows have it, with what other clients put into the record meanwhile (CON-08). */
  async build(key: string, { table, current, isTrial }: RecordDraft): Promise<object | null> {
    const subject = { table, key };
    const list = await this.sources.find(subject);
    if (!list) return null;
    const stored = itemsOf(current);
    const known = await this.snapshots.members(subject);
    // Before it is sent: an answer may get lost, and what was sent must not look like the work of others then.
    const ours = list.items.map(({ uri }) => uri);
    if (!isTrial) await this.snapshots.learn(subject, { did: list.did, items: stored }, ours);
    return listRecord({ ...list, items: withStrangers(list.items, stored, known) });
  }

  async confirmed(
    key: string,
    { uri, cid, rev }: PublishedRecord,
    { table, written }: RecordSubject & { written: Record<string, unknown> },
  ): Promise<void> {
    await this.stamp(key, table, { uri, cid, ...(rev ? { rev } : {}), publishState: 'published' });
    await this.snapshots.keepOnly({ table, key }, itemsOf(written));
  }

  async failed(key: string, _reason: string, { table }: RecordSubject): Promise<void> {
    await this.stamp(key, table, { publishState: 'failed' });
  }

  async removed(key: string, { table }: RecordSubject): Promise<void> {
    await this.snapshots.forget({ table, key });
  }

  private async stamp(key: string, table: string, stamp: Stamp): Promise<void> {
    if (table === 'playlists') await this.playlists.stamp(key, stamp);
    if (table === 'albums') await this.albums.stamp(key, stamp);
    if (table === 'liked_lists') await this.likedLists.stamp(key, stamp);
  }
}
