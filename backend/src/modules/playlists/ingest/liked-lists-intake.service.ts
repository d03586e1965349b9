import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Reception } from '../../atproto/index.js';
import { LikedLists } from '../../likes/index.js';
import { TracksService } from '../../tracks/index.js';
import { ListSnapshots } from '../records/list-snapshots.service.js';
import { namedByRecord, type SeenList } from './seen-list.rules.js';

/** The order of somebody's likes as their list record says it. What they like, the records of their likes say. */
@Injectable()
export class LikedListsIntake {
  constructor(
    private readonly lists: LikedLists,
    private readonly tracks: TracksService,
    private readonly snapshots: ListSnapshots,
  ) {}

  async take(tx: Tx, list: SeenList): Promise<Reception> {
    const row = await this.lists.claim(tx, list);
    if (!row) return { kind: 'ignored', reason: 'second_list' };
    const { did, cid, rev, createdAt } = list;
    if ((row.rev ?? '') >= rev) return KNOWN;
    const stamp = { cid, rev, publishState: 'published' as const };
    if (row.cid === cid) {
      await this.lists.stamp(did, stamp, tx);
      return KNOWN;
    }
    const awaitedUri = await this.arrange(tx, list);
    // Without its version it is taken once more, when the track has arrived and with it the like.
    if (awaitedUri) return { kind: 'waits', forUri: awaitedUri };
    await this.lists.stamp(did, row.cid ? stamp : { ...stamp, createdAt: new Date(createdAt) }, tx);
    return { kind: 'taken' };
  }

  /** Their records are gone; the likes stay, and the order that was made of them. */
  async forget(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<void> {
    const revs = new Map(gone.map(({ uri, rev }) => [uri, rev]));
    for (const { did, uri, rev } of await this.lists.byUris(tx, [...revs.keys()])) {
      if ((rev ?? '') < (revs.get(uri) ?? ''))
        await this.lists.stamp(did, { cid: null, rev: null, publishState: 'pending' }, tx);
    }
  }

  /** Answers the first item that is not here yet. */
  private async arrange(tx: Tx, { did, items, updatedAt }: SeenList): Promise<string | undefined> {
    const uris = items.map(({ uri }) => uri);
    const references = await this.tracks.referencesByUri(uris, tx);
    const liked = new Set(await this.lists.trackIds(did, null, tx));
    const ours = namedByRecord(items, references, liked);
    const order = new Set(ours.flatMap((uri) => references.get(uri)?.id ?? []));
    await this.lists.takeOrder(tx, did, [...order], updatedAt);
    await this.snapshots.learn({ table: 'liked_lists', key: did }, { did, items }, ours, tx);
    return uris.find((uri) => !references.has(uri));
  }
}

const KNOWN: Reception = { kind: 'known' };
