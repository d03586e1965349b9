import { Injectable } from '@nestjs/common';
import { Albums } from '../../albums/index.js';
import { LikedLists } from '../../likes/index.js';
import { TracksService } from '../../tracks/index.js';
import { PlaylistItemsRepository } from '../playlist-items.repository.js';
import { PlaylistsRepository } from '../playlists.repository.js';
import { type ListFacts, type ListItem, LONGEST_LIST } from './list.record.js';
import type { ListSubject } from './list-snapshots.repository.js';

const LIKED_NAME = 'Liked Tracks';

/** Read beyond the first 500, because of likes whose track has no record there is nothing to point to. */
const LIKES_READ = 2 * LONGEST_LIST;

/** The three kinds of lists, as their records say them. */
@Injectable()
export class ListSources {
  constructor(
    private readonly playlists: PlaylistsRepository,
    private readonly playlistItems: PlaylistItemsRepository,
    private readonly albums: Albums,
    private readonly likedLists: LikedLists,
    private readonly tracks: TracksService,
  ) {}

  /** Null when the row is gone. */
  async find({ table, key }: ListSubject): Promise<(ListFacts & { did: string }) | null> {
    if (table === 'playlists') return this.playlist(key);
    if (table === 'albums') return this.album(key);
    if (table === 'liked_lists') return this.liked(key);
    throw new Error(`${table} holds no lists`);
  }

  private async playlist(id: string) {
    const row = await this.playlists.find(id);
    if (!row) return null;
    const { ownerDid: did, name, createdAt, updatedAt } = row;
    const items = (await this.playlistItems.references(id)).filter(isPublished);
    return { did, name, createdAt, updatedAt, listType: 'playlist' as const, items };
  }

  private async album(id: string) {
    const row = await this.albums.findById(id);
    if (!row) return null;
    const { artistDid: did, title: name, createdAt, updatedAt } = row;
    const items = await this.published(await this.albums.trackIds(id));
    // While its first uploads are on their way there is no album to tell of.
    if (items.length === 0 && !row.uri) return null;
    return { did, name, createdAt, updatedAt, listType: 'album' as const, items };
  }

  private async liked(did: string) {
    const row = await this.likedLists.find(did);
    if (!row) return null;
    const { createdAt, updatedAt } = row;
    const items = await this.published(await this.likedLists.trackIds(did, LIKES_READ));
    return { did, name: LIKED_NAME, createdAt, updatedAt, listType: 'liked' as const, items };
  }

  /** Tracks that have a record, in this order; the others join when they get one. */
  private async published(trackIds: readonly number[]): Promise<ListItem[]> {
    const references = await this.tracks.references(trackIds);
    return trackIds.flatMap((id) => references.get(id) ?? []).filter(isPublished);
  }
}

function isPublished<T extends { uri: string; cid: string | null }>(item: T): item is T & ListItem {
  return item.cid !== null;
}
