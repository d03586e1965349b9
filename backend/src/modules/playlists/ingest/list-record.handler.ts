import { Clock } from '../../../common/clock.js';
import type { Tx } from '../../../platform/database/index.js';
import { AlbumLists } from '../../albums/index.js';
import {
  type GoneRecord,
  HandlesRecord,
  type Readdressed,
  type Reception,
  type RecordHandler,
  type SeenRecord,
} from '../../atproto/index.js';
import { LikedLists } from '../../likes/index.js';
import { AlbumListsIntake } from './album-lists-intake.service.js';
import { LikedListsIntake } from './liked-lists-intake.service.js';
import { PlaylistsIntake } from './playlists-intake.service.js';
import { type SeenList, seenList } from './seen-list.rules.js';

/** Records of lists of every kind. What we know at an address stays what it is; of new ones `listType` tells the kind. */
@HandlesRecord('list')
export class ListRecordHandler implements RecordHandler {
  constructor(
    private readonly playlists: PlaylistsIntake,
    private readonly albums: AlbumListsIntake,
    private readonly likedLists: LikedListsIntake,
    private readonly knownAlbums: AlbumLists,
    private readonly knownLikedLists: LikedLists,
    private readonly clock: Clock,
  ) {}

  async put(tx: Tx, records: readonly SeenRecord[]): Promise<Reception[]> {
    const now = this.clock.now();
    const lists = records.map((record) => seenList(record, now));
    const uris = lists.map(({ uri }) => uri);
    const albums = await this.knownAlbums.known(tx, uris);
    const liked = new Set((await this.knownLikedLists.byUris(tx, uris)).map(({ uri }) => uri));
    const known = await this.playlists.known(tx, uris);
    const kindOf = ({ uri, listType }: SeenList) => {
      if (known.has(uri)) return 'playlist';
      if (albums.has(uri)) return 'album';
      if (liked.has(uri)) return 'liked';
      return listType === 'album' || listType === 'liked' ? listType : 'playlist';
    };
    const answers = new Map<SeenList, Reception>();
    for (const list of lists) {
      const kind = kindOf(list);
      if (kind === 'album') answers.set(list, await this.albums.take(tx, list, albums));
      if (kind === 'liked') answers.set(list, await this.likedLists.take(tx, list));
    }
    const rest = lists.filter((list) => !answers.has(list));
    const received = await this.playlists.take(tx, rest);
    rest.forEach((list, index) => answers.set(list, received[index] ?? { kind: 'known' }));
    return lists.map((list) => answers.get(list) ?? { kind: 'known' });
  }

  async remove(tx: Tx, records: readonly GoneRecord[]): Promise<void> {
    await this.playlists.remove(tx, records);
    await this.knownAlbums.forget(tx, records);
    await this.likedLists.forget(tx, records);
  }

  async readdress(tx: Tx, moved: Readdressed): Promise<void> {
    await this.playlists.readdress(tx, moved);
    if (moved.collection !== 'list') return;
    await this.knownAlbums.readdress(tx, moved);
    await this.knownLikedLists.readdress(tx, moved);
  }
}
