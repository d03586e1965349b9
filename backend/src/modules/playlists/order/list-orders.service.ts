import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Albums } from '../../albums/index.js';
import { Collections } from '../../atproto/index.js';
import { LikedLists } from '../../likes/index.js';
import { TracksService } from '../../tracks/index.js';
import { PlaylistItemsService } from '../playlist-items.service.js';
import { PlaylistsRepository } from '../playlists.repository.js';
import { LONGEST_LIST } from '../records/list.record.js';
import type { ListWrite, OrderedItem } from './order.dto.js';
import { AlbumUnfinished, LikedListMissing, ListMissing, OrderDiffers } from './order.errors.js';
import { rearranged } from './order.rules.js';

interface Member {
  track_id: number;
  uri: string;
  cid: string | null;
}

/** New orders of lists of every kind; each kind keeps its own rows (LST-09, LST-10, LST-18). */
@Injectable()
export class ListOrders {
  constructor(
    private readonly playlists: PlaylistsRepository,
    private readonly playlistItems: PlaylistItemsService,
    private readonly albums: Albums,
    private readonly likedLists: LikedLists,
    private readonly tracks: TracksService,
    private readonly collections: Collections,
    private readonly transactions: Transactions,
  ) {}

  /** Any list of one's own, by the key of its record. @throws {ListMissing}, {OrderDiffers}, {AlbumUnfinished} */
  async arrange(did: string, rkey: string, order: readonly OrderedItem[]): Promise<ListWrite> {
    const playlist = await this.playlists.findByRkey(did, rkey);
    if (playlist) {
      await this.playlistItems.arrange(playlist, order);
      return { uri: playlist.uri, cid: playlist.cid, publish_state: 'pending' };
    }
    const album = await this.albums.findByRkey(did, rkey);
    if (album) {
      await this.transactions.run((tx) => this.arrangeAlbum(tx, did, album.id, order));
      const uri = this.collections.uri(did, 'list', rkey);
      return { uri, cid: album.cid, publish_state: 'pending' };
    }
    if ((await this.likedLists.find(did))?.rkey === rkey) return this.arrangeLiked(did, order);
    throw new ListMissing();
  }

  /** One's likes. @throws {LikedListMissing}, {OrderDiffers} */
  async arrangeLiked(did: string, order: readonly OrderedItem[]): Promise<ListWrite> {
    return this.transactions.run(async (tx) => {
      const list = await this.likedLists.lock(tx, did);
      if (!list) throw new LikedListMissing();
      const likes = await this.members(tx, await this.likedLists.trackIds(did, null, tx));
      const shown = await this.tracks.shownOf(idsOf(likes), did, tx);
      const seen = likes.filter(({ track_id }) => shown.has(track_id));
      // Of a very long list clients may also arrange only the part that its record can hold (LST-19).
      const scopes = [likes, seen, seen.slice(0, LONGEST_LIST)];
      const arranged = rearranged(likes, order, scopes);
      if (!arranged) throw new OrderDiffers(seen.slice(0, LONGEST_LIST));
      await this.likedLists.arrange(tx, did, idsOf(arranged));
      return { uri: list.uri, cid: list.cid, publish_state: 'pending' as const };
    });
  }

  /** Its artist names what the page of the album shows them, or all of it. */
  private async arrangeAlbum(tx: Tx, did: string, albumId: string, order: readonly OrderedItem[]): Promise<void> {
    const { finalizedAt } = await this.albums.lock(tx, albumId);
    if (!finalizedAt) throw new AlbumUnfinished();
    const members = await this.members(tx, await this.albums.trackIds(albumId, tx));
    const listed = await this.tracks.listedOf(idsOf(members), did, tx);
    const seen = members.filter(({ track_id }) => listed.has(track_id));
    const arranged = rearranged(members, order, [members, seen]);
    if (!arranged) throw new OrderDiffers(seen);
    await this.albums.reorder(tx, albumId, idsOf(arranged));
  }

  /** Removed tracks are members until their rows go, under an address that nobody can name. */
  private async members(tx: Tx, trackIds: readonly number[]): Promise<Member[]> {
    const references = await this.tracks.references(trackIds, tx);
    return trackIds.map((track_id) => {
      const { uri, cid } = references.get(track_id) ?? { uri: `removed:${track_id}`, cid: null };
      return { track_id, uri, cid };
    });
  }
}

function idsOf(members: readonly Member[]): number[] {
  return members.map(({ track_id }) => track_id);
}
