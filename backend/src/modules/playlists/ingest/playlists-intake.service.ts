import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Readdressed, Reception } from '../../atproto/index.js';
import { Images } from '../../media/index.js';
import { TracksService } from '../../tracks/index.js';
import { recordName } from '../records/list.record.js';
import { type KnownPlaylist, PlaylistsIntakeRepository } from './playlists-intake.repository.js';
import { membersOf, type SeenList } from './seen-list.rules.js';

const KNOWN: Reception = { kind: 'known' };
const TAKEN: Reception = { kind: 'taken' };

/** Playlists as their records say: new ones, and changes by other clients. Unknown items keep their places. */
@Injectable()
export class PlaylistsIntake {
  constructor(
    private readonly playlists: PlaylistsIntakeRepository,
    private readonly images: Images,
    private readonly tracks: TracksService,
  ) {}

  /** One answer for each, in their order. */
  async take(tx: Tx, lists: readonly SeenList[]): Promise<Reception[]> {
    if (lists.length === 0) return [];
    const known = await this.playlists.known(
      tx,
      lists.map(({ uri }) => uri),
    );
    const news = lists.filter((list) => isNews(list, known.get(list.uri)));
    const made = await this.playlists.insert(
      tx,
      news.filter(({ uri }) => !known.has(uri)),
    );
    if (news.length > 0) {
      const idOf = ({ uri }: SeenList) => known.get(uri)?.id ?? made.get(uri) ?? '';
      const uris = news.flatMap(({ items }) => items.map(({ uri }) => uri));
      const references = await this.tracks.referencesByUri(uris, tx);
      const kept = news.map((list) => ({ id: idOf(list), did: list.did, ...membersOf(list, references) }));
      await this.playlists.replaceItems(tx, kept);
    }
    // Our own write comes back with what we know; its revision is news all the same.
    const stamped = lists.filter((list) => isLater(list, known.get(list.uri)));
    await this.playlists.stamp(
      tx,
      stamped.map(({ uri, name, cid, rev }) => ({
        id: known.get(uri)?.id ?? made.get(uri) ?? '',
        name: isSameName(name, known.get(uri)) ? null : name,
        cid,
        rev,
      })),
    );
    return lists.map((list) => (news.includes(list) ? TAKEN : KNOWN));
  }

  async remove(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<void> {
    await this.images.doom(tx, await this.playlists.remove(tx, gone), 'user_delete');
  }

  /** Playlists, and the tracks of this person in those of everybody. */
  async readdress(tx: Tx, moved: Readdressed): Promise<void> {
    if (moved.collection === 'list') await this.playlists.readdress(tx, moved);
    if (moved.collection === 'track') await this.playlists.readdressItems(tx, moved);
  }

  known(tx: Tx, uris: readonly string[]): Promise<Map<string, KnownPlaylist>> {
    return this.playlists.known(tx, uris);
  }
}

function isLater({ rev }: SeenList, known: KnownPlaylist | undefined): boolean {
  return !known || (known.rev ?? '') < rev;
}

function isNews(list: SeenList, known: KnownPlaylist | undefined): boolean {
  return isLater(list, known) && known?.cid !== list.cid;
}

function isSameName(name: string, known: KnownPlaylist | undefined): boolean {
  return known !== undefined && recordName(known.name) === name;
}
