import { Injectable } from '@nestjs/common';
import { RequestInvalid } from '../../common/errors.js';
import { Transactions, type Tx } from '../../platform/database/index.js';
import { validateRecord } from '../atproto/index.js';
import { TracksService } from '../tracks/index.js';
import type { OrderedItem } from './order/order.dto.js';
import { OrderDiffers } from './order/order.errors.js';
import { rearranged } from './order/order.rules.js';
import type { Playlist } from './playlist.entity.js';
import { type ItemSubject, type PlaylistItem, PlaylistItemsRepository } from './playlist-items.repository.js';
import type { NewItem } from './playlists.dto.js';
import { ItemMissing, ItemTwice, ListFull } from './playlists.errors.js';
import { PlaylistsService } from './playlists.service.js';
import { listRecord, LONGEST_LIST } from './records/list.record.js';

/** What is in a playlist, and in which order. Every change holds the playlist by its lock. */
@Injectable()
export class PlaylistItemsService {
  constructor(
    private readonly playlists: PlaylistsService,
    private readonly items: PlaylistItemsRepository,
    private readonly tracks: TracksService,
    private readonly transactions: Transactions,
  ) {}

  /** Adds a track at the end. @throws {ItemTwice}, {ListFull}, TrackMissing, {RequestInvalid} */
  async add(playlist: Playlist, did: string, input: NewItem): Promise<void> {
    const subject = await this.subject(input, did);
    await this.changing(playlist, async (tx, present) => {
      if (present.some(({ uri }) => uri === subject.uri)) throw new ItemTwice();
      if (present.length >= LONGEST_LIST) throw new ListFull();
      await this.items.append(tx, playlist.id, did, subject);
    });
  }

  /** Takes an item off, named by its track's number or by its address. @throws {ItemMissing} */
  async take(playlist: Playlist, named: { trackId: number } | { uri: string }): Promise<void> {
    await this.changing(playlist, async (tx, present) => {
      const item = present.find(({ uri, track_id }) =>
        'uri' in named ? uri === named.uri : track_id === named.trackId,
      );
      if (!item) throw new ItemMissing();
      await this.items.remove(tx, [item.id]);
    });
  }

  /** LST-18. @throws {OrderDiffers} */
  async arrange(playlist: Playlist, order: readonly OrderedItem[]): Promise<void> {
    await this.changing(playlist, async (tx, present) => {
      const seen = await this.seenBy(tx, playlist.ownerDid, present);
      const items = rearranged(present, order, [present, seen]);
      if (!items) throw new OrderDiffers(present);
      await this.items.arrange(
        tx,
        items.map(({ id }) => id),
      );
    });
  }

  private async changing({ id }: Playlist, change: (tx: Tx, present: PlaylistItem[]) => Promise<void>): Promise<void> {
    await this.transactions.run(async (tx) => {
      const playlist = await this.playlists.lock(tx, id);
      await change(tx, await this.items.references(id, tx));
      await this.playlists.publish(tx, playlist);
    });
  }

  /** The owner is shown tracks only, and not those that somebody hides: they cannot be asked to name the others. */
  private async seenBy(tx: Tx, did: string, present: readonly PlaylistItem[]): Promise<PlaylistItem[]> {
    const ids = present.flatMap((item) => item.track_id ?? []);
    const shown = await this.tracks.shownOf(ids, did, tx);
    return present.filter(({ track_id }) => track_id !== null && shown.has(track_id));
  }

  /** A private track of one's own has an address too; it joins the record when it gets one itself. */
  private async subject({ track_id: trackId, track_uri: uri, track_cid: cid }: NewItem, did: string) {
    if (trackId !== undefined) return subjectOf(await this.tracks.getShown(trackId, did));
    if (uri === undefined) throw new RequestInvalid([missing('track_id')]);
    const known = (await this.tracks.referencesByUri([uri])).get(uri);
    if (known) return subjectOf(await this.tracks.getShown(known.id, did));
    if (!cid) throw new RequestInvalid([missing('track_cid')]);
    requireStrongRef({ uri, cid });
    return { uri, cid, trackId: null };
  }
}

function subjectOf({ id, uri, cid }: { id: number; uri: string; cid: string | null }): ItemSubject {
  return { uri, cid, trackId: id };
}

function missing(path: string) {
  return { path, message: 'name the track by track_id, or by track_uri and track_cid', code: 'required' };
}

/** What could not stand in a record is refused now, not when it is sent. */
function requireStrongRef(item: { uri: string; cid: string }): void {
  const at = new Date(0);
  try {
    if (!item.uri.startsWith('at://did:')) throw new Error('its owner is not named by a DID');
    validateRecord('list', listRecord({ name: '', listType: 'playlist', items: [item], createdAt: at, updatedAt: at }));
  } catch {
    const message = 'not the address and cid of a record: the address names its owner by DID';
    throw new RequestInvalid([{ path: 'track_uri', message, code: 'invalid' }]);
  }
}
