import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { AlbumLists } from '../../albums/index.js';
import { Artists } from '../../artists/index.js';
import type { Reception } from '../../atproto/index.js';
import { type Reference, TracksService } from '../../tracks/index.js';
import { ListSnapshots } from '../records/list-snapshots.service.js';
import { recordName } from '../records/list.record.js';
import { namedByRecord, type SeenList } from './seen-list.rules.js';

/**
 * The order of albums as their list records say it (CON-06). Which tracks are on an album, the records of those tracks
 * say; the list is complete once all its own have arrived.
 */
@Injectable()
export class AlbumListsIntake {
  constructor(
    private readonly lists: AlbumLists,
    private readonly artists: Artists,
    private readonly tracks: TracksService,
    private readonly snapshots: ListSnapshots,
  ) {}

  async take(tx: Tx, list: SeenList, known: ReadonlyMap<string, { id: string }>): Promise<Reception> {
    const references = await this.tracks.referencesByUri(
      list.items.map(({ uri }) => uri),
      tx,
    );
    const awaited = list.items.find(({ uri }) => uri.startsWith(`at://${list.did}/`) && !references.has(uri));
    const albumId = known.get(list.uri)?.id ?? (await this.claim(tx, list, awaited?.uri));
    if (typeof albumId !== 'string') return albumId;
    const album = (await this.lists.lock(tx, [albumId])).get(albumId);
    if (!album || (album.rev ?? '') >= list.rev) return KNOWN;
    if (album.cid === list.cid) {
      await this.lists.stamp(tx, albumId, list);
      return KNOWN;
    }
    await this.arrange(tx, albumId, list, references);
    if (awaited) return { kind: 'waits', forUri: awaited.uri };
    await this.lists.stamp(tx, albumId, list);
    return { kind: 'taken' };
  }

  /** The album that a record at a new address is about; only artists have any. */
  private async claim(tx: Tx, list: SeenList, awaitedUri: string | undefined): Promise<string | Reception> {
    if (!(await this.artists.find(list.did, tx)))
      return awaitedUri ? { kind: 'waits', forUri: awaitedUri } : { kind: 'ignored', reason: 'no_artist' };
    const isCut = recordName(`${list.name}x`) === list.name;
    return (await this.lists.claim(tx, { ...list, isCut })) ?? { kind: 'ignored', reason: 'second_list' };
  }

  private async arrange(tx: Tx, albumId: string, list: SeenList, references: Map<string, Reference>): Promise<void> {
    const named = list.items.flatMap(({ uri }) => references.get(uri)?.id ?? []);
    const members = await this.lists.arrange(tx, albumId, named);
    const ours = namedByRecord(list.items, references, members);
    await this.snapshots.learn({ table: 'albums', key: albumId }, list, ours, tx);
  }
}

const KNOWN: Reception = { kind: 'known' };
